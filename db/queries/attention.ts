import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Reader, Tables, Transaction } from '../database';
import { newId } from '../new-id';

type Row = Tables['attention']['$inferSelect'];
export type Attention = Row & { dealtWithByEmail: string | null };

/**
 * Writes down what is owed, in the transaction of what brought it about. False where the same cause
 * was written down before, dealt with or not: told again it is no news.
 */
export async function insertAttention(
  tx: Transaction,
  owed: Pick<Row, 'orderId' | 'kind' | 'cause' | 'amount' | 'currency'>,
  at: number,
): Promise<boolean> {
  const written = await tx
    .insert(tx.tables.attention)
    .values({ ...owed, id: newId(), since: at })
    .onConflictDoNothing()
    .returning({ id: tx.tables.attention.id });
  return written.length === 1;
}

/** What was ever owed of an order, the oldest first, dealt with or not. */
export async function listAttention(db: Reader, orderId: string): Promise<Attention[]> {
  const { attention, users } = db.tables;
  const rows = await db
    .select({ row: attention, email: users.email })
    .from(attention)
    .leftJoin(users, eq(users.id, attention.dealtWithBy))
    .where(eq(attention.orderId, orderId))
    .orderBy(asc(attention.since), asc(attention.id));
  return rows.map(({ row, email }) => ({ ...row, dealtWithByEmail: email }));
}

/** What is owed of some orders, and nobody has dealt with. */
export function listOpenAttention(db: Reader, orderIds: readonly string[]): Promise<Row[]> {
  const { attention } = db.tables;
  if (orderIds.length === 0) return Promise.resolve([]);
  return db
    .select()
    .from(attention)
    .where(and(inArray(attention.orderId, [...orderIds]), isNull(attention.dealtWithAt)));
}

export async function findAttention(db: Reader, attentionId: string): Promise<Row | null> {
  const { attention } = db.tables;
  const [row] = await db.select().from(attention).where(eq(attention.id, attentionId));
  return row ?? null;
}

/** False where somebody else has dealt with it before: what they wrote stays. */
export async function closeAttention(
  tx: Transaction,
  attentionId: string,
  { staffId, note }: { staffId: string; note: string },
  at: number,
): Promise<boolean> {
  const { attention } = tx.tables;
  const closed = await tx
    .update(attention)
    .set({ dealtWithAt: at, dealtWithBy: staffId, note })
    .where(and(eq(attention.id, attentionId), isNull(attention.dealtWithAt)))
    .returning({ id: attention.id });
  return closed.length === 1;
}
