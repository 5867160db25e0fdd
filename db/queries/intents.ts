import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { WrittenKey } from '../../lib/domain/ids';
import type { Reader, Tables, Transaction } from '../database';
import { newId, newKey } from '../new-id';
import type { Json } from '../../lib/domain/json';

type Row = Tables['intents']['$inferSelect'];
export type Intent = Omit<Row, 'createKey'> & { createKey: WrittenKey };

const withKey = (row: Row): Intent => ({ ...row, createKey: row.createKey as WrittenKey });

/** The one intent of an order that has not ended. */
export async function findLiveIntent(db: Reader, orderId: string): Promise<Intent | null> {
  const { intents } = db.tables;
  const [row] = await db
    .select()
    .from(intents)
    .where(and(eq(intents.orderId, orderId), isNull(intents.endedAt)));
  return row ? withKey(row) : null;
}

export async function findIntentByStripeId(
  db: Reader,
  stripeIntentId: string,
): Promise<Intent | null> {
  const { intents } = db.tables;
  const [row] = await db.select().from(intents).where(eq(intents.stripeIntentId, stripeIntentId));
  return row ? withKey(row) : null;
}

/**
 * An intent whose making was never answered, given up or not: its charge may show up late, and
 * counts.
 */
export async function findUnansweredIntent(db: Reader, orderId: string): Promise<Intent | null> {
  const { intents } = db.tables;
  const [row] = await db
    .select()
    .from(intents)
    .where(and(eq(intents.orderId, orderId), isNull(intents.stripeIntentId)));
  return row ? withKey(row) : null;
}

/** The intent that was made last, live or ended, answered or not. */
export async function findLastIntent(db: Reader, orderId: string): Promise<Intent | null> {
  const { intents } = db.tables;
  const rows = await db.select().from(intents).where(eq(intents.orderId, orderId));
  const last = rows.sort((a, b) => a.createdAt - b.createdAt || a.id.localeCompare(b.id)).at(-1);
  return last ? withKey(last) : null;
}

/** The intent whose charge an order's refunds come from: the first that succeeded. */
export async function findPaidIntent(db: Reader, orderId: string): Promise<Intent | null> {
  const { intents, attempts } = db.tables;
  const [row] = await db
    .select({ intent: intents })
    .from(intents)
    .innerJoin(attempts, eq(attempts.intentId, intents.id))
    .where(and(eq(intents.orderId, orderId), eq(attempts.outcome, 'succeeded')))
    .orderBy(asc(attempts.number))
    .limit(1);
  return row ? withKey(row.intent) : null;
}

export async function insertIntent(
  tx: Transaction,
  orderId: string,
  { createParameters, savesCard }: { createParameters: Json; savesCard: boolean },
  at: number,
): Promise<Intent> {
  const [row] = await tx
    .insert(tx.tables.intents)
    .values({
      id: newId(),
      orderId,
      createKey: newKey(),
      createParameters,
      savesCard,
      createdAt: at,
    })
    .returning();
  if (!row) throw new Error('the intent was not inserted');
  return withKey(row);
}

export async function setStripeIntent(
  tx: Transaction,
  intentId: string,
  stripeIntentId: string,
): Promise<void> {
  const { intents } = tx.tables;
  await tx
    .update(intents)
    .set({ stripeIntentId })
    .where(and(eq(intents.id, intentId), isNull(intents.stripeIntentId)));
}

export async function setSavesCard(
  tx: Transaction,
  intentId: string,
  savesCard: boolean,
): Promise<void> {
  const { intents } = tx.tables;
  await tx.update(intents).set({ savesCard }).where(eq(intents.id, intentId));
}

/** Canceled at Stripe, or never made there: the order may have another one. */
export async function endIntent(tx: Transaction, intentId: string, at: number): Promise<void> {
  const { intents } = tx.tables;
  await tx
    .update(intents)
    .set({ endedAt: at })
    .where(and(eq(intents.id, intentId), isNull(intents.endedAt)));
}

/** Intents of an order, besides one, that could still charge and that no cancel is under way for. */
export async function listOtherLiveIntents(
  db: Reader,
  orderId: string,
  intentId: string,
): Promise<{ stripeIntentId: string }[]> {
  const { intents, stripeCalls } = db.tables;
  const rows = await db
    .select({ stripeIntentId: intents.stripeIntentId })
    .from(intents)
    .leftJoin(
      stripeCalls,
      and(
        eq(stripeCalls.target, intents.stripeIntentId),
        eq(stripeCalls.operation, 'cancel_intent'),
      ),
    )
    .where(
      and(
        eq(intents.orderId, orderId),
        ne(intents.id, intentId),
        isNull(intents.endedAt),
        isNull(stripeCalls.key),
      ),
    );
  return rows.flatMap(({ stripeIntentId }) => (stripeIntentId ? [{ stripeIntentId }] : []));
}

/** As many as both engines take in one statement, by far. */
const IDS_AT_ONCE = 500;

/** Which of these are known here, by Stripe's ids. */
export async function listKnownIntents(
  db: Reader,
  stripeIntentIds: readonly string[],
): Promise<string[]> {
  const { intents } = db.tables;
  const known: string[] = [];
  for (let from = 0; from < stripeIntentIds.length; from += IDS_AT_ONCE) {
    const some = stripeIntentIds.slice(from, from + IDS_AT_ONCE);
    const rows = await db
      .select({ id: intents.stripeIntentId })
      .from(intents)
      .where(inArray(intents.stripeIntentId, some));
    known.push(...rows.flatMap(({ id }) => id ?? []));
  }
  return known;
}

/** Every intent that an order ever had, the first one first. */
export const listIntents = (
  db: Reader,
  orderId: string,
): Promise<Pick<Row, 'id' | 'stripeIntentId'>[]> => {
  const { intents } = db.tables;
  return db
    .select({ id: intents.id, stripeIntentId: intents.stripeIntentId })
    .from(intents)
    .where(eq(intents.orderId, orderId))
    .orderBy(asc(intents.createdAt), asc(intents.id));
};
