import { and, asc, eq, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { WrittenKey } from '../../lib/domain/ids';
import type { Reader, Tables, Transaction } from '../database';
import { newKey } from '../new-id';
import type { Json } from '../../lib/domain/json';
import type { StripeOperation } from '../types';

type Row = Tables['stripeCalls']['$inferSelect'];
export type StripeCall = Omit<Row, 'key'> & { key: WrittenKey };

const withKey = (row: Row): StripeCall => ({ ...row, key: row.key as WrittenKey });

type NewCall = {
  operation: StripeOperation;
  target: string;
  parameters: Json;
  /** In ms; null where the request itself sends it and waits. */
  dueAt: number | null;
};

export async function writeCall(
  tx: Transaction,
  call: NewCall,
  at: number,
): Promise<{ key: WrittenKey }> {
  const key = newKey();
  await tx.insert(tx.tables.stripeCalls).values({ ...call, key, createdAt: at });
  return { key };
}

const isWaiting = ({ tables: { stripeCalls } }: Reader, at: number) =>
  and(
    isNull(stripeCalls.finishedAt),
    lte(stripeCalls.dueAt, at),
    or(isNull(stripeCalls.claimedUntil), lt(stripeCalls.claimedUntil, at)),
  );

export async function listDueCalls(db: Reader, at: number, limit: number): Promise<StripeCall[]> {
  const { stripeCalls } = db.tables;
  const rows = await db
    .select()
    .from(stripeCalls)
    .where(isWaiting(db, at))
    .orderBy(asc(stripeCalls.dueAt))
    .limit(limit);
  return rows.map(withKey);
}

/** Compare-and-set: one of many workers gets a call, and keeps it until `until`. */
export async function claimCall(
  tx: Transaction,
  key: WrittenKey,
  at: number,
  until: number,
): Promise<boolean> {
  const { stripeCalls } = tx.tables;
  const claimed = await tx
    .update(stripeCalls)
    .set({ claimedUntil: until, tries: sql`${stripeCalls.tries} + 1` })
    .where(and(eq(stripeCalls.key, key), isWaiting(tx, at)))
    .returning({ key: stripeCalls.key });
  return claimed.length === 1;
}

export async function finishCall(
  tx: Transaction,
  key: WrittenKey,
  at: number,
  lastError: string | null = null,
): Promise<void> {
  const { stripeCalls } = tx.tables;
  await tx.update(stripeCalls).set({ finishedAt: at, lastError }).where(eq(stripeCalls.key, key));
}

/** `renewsKey` where the old key would get no other answer. */
export async function putOffCall(
  tx: Transaction,
  key: WrittenKey,
  dueAt: number,
  lastError: string,
  renewsKey = false,
): Promise<void> {
  const { stripeCalls } = tx.tables;
  await tx
    .update(stripeCalls)
    .set({ dueAt, claimedUntil: null, lastError, ...(renewsKey && { key: newKey() }) })
    .where(eq(stripeCalls.key, key));
}

/** Whether a call of the worker's is not done yet. */
export async function isCallWaiting(
  db: Reader,
  operation: StripeOperation,
  target: string,
): Promise<boolean> {
  const { stripeCalls } = db.tables;
  const [row] = await db
    .select({ key: stripeCalls.key })
    .from(stripeCalls)
    .where(
      and(
        eq(stripeCalls.operation, operation),
        eq(stripeCalls.target, target),
        isNotNull(stripeCalls.dueAt),
        isNull(stripeCalls.finishedAt),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Takes back a call that nobody has claimed yet. False where it is too late. */
export async function takeBackCall(
  tx: Transaction,
  operation: StripeOperation,
  target: string,
): Promise<boolean> {
  const { stripeCalls } = tx.tables;
  const gone = await tx
    .delete(stripeCalls)
    .where(
      and(
        eq(stripeCalls.operation, operation),
        eq(stripeCalls.target, target),
        isNull(stripeCalls.finishedAt),
        isNull(stripeCalls.claimedUntil),
        eq(stripeCalls.tries, 0),
      ),
    )
    .returning({ key: stripeCalls.key });
  return gone.length > 0;
}
