import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { AttemptOutcome } from '../../lib/domain/attempt';
import type { WrittenKey } from '../../lib/domain/ids';
import { builtOnce, given, insertOnce } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import { newId, newKey } from '../new-id';

type Row = Tables['intents']['$inferSelect'];
export type Intent = Omit<Row, 'createKey'> & { createKey: WrittenKey };

const withKey = (row: Row): Intent => ({ ...row, createKey: row.createKey as WrittenKey });

const liveIntent = builtOnce((db: Reader) => {
  const { intents: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(and(eq(t.orderId, given(t.orderId, 'orderId')), isNull(t.endedAt)));
});

/** The one intent of an order that has not ended. */
export async function findLiveIntent(db: Reader, orderId: string): Promise<Intent | null> {
  const [row] = await liveIntent(db, { orderId });
  return row ? withKey(row) : null;
}

const intentByStripeId = builtOnce((db: Reader) => {
  const { intents: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(eq(t.stripeIntentId, given(t.stripeIntentId, 'stripeIntentId')));
});

export async function findIntentByStripeId(
  db: Reader,
  stripeIntentId: string,
): Promise<Intent | null> {
  const [row] = await intentByStripeId(db, { stripeIntentId });
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
    // By the order, which attempts have an index of; it is the intent's own.
    .where(and(eq(attempts.orderId, orderId), eq(attempts.outcome, 'succeeded')))
    .orderBy(asc(attempts.number))
    .limit(1);
  return row ? withKey(row.intent) : null;
}

type NewIntent = Pick<Row, 'createParameters' | 'savesCard'> &
  Partial<Pick<Row, 'givenAt' | 'givenTo' | 'secretIsOut'>>;

const newIntent = insertOnce(
  ({ intents }) => intents,
  (insert) => insert.returning(),
);

export async function insertIntent(
  tx: Transaction,
  orderId: string,
  { createParameters, savesCard, secretIsOut = true, ...rest }: NewIntent,
  at: number,
): Promise<Intent> {
  const [row] = await newIntent(tx, {
    id: newId(),
    orderId,
    createKey: newKey(),
    createParameters,
    savesCard,
    secretIsOut,
    ...rest,
    createdAt: at,
  });
  if (!row) throw new Error('the intent was not inserted');
  return withKey(row);
}

const setStripeId = builtOnce((tx: Transaction) => {
  const { intents: t } = tx.tables;
  return tx
    .update(t)
    .set({ stripeIntentId: given(t.stripeIntentId, 'stripeIntentId') })
    .where(and(eq(t.id, given(t.id, 'intentId')), isNull(t.stripeIntentId)));
});

export async function setStripeIntent(
  tx: Transaction,
  intentId: string,
  stripeIntentId: string,
): Promise<void> {
  await setStripeId(tx, { intentId, stripeIntentId });
}

export async function setSavesCard(
  tx: Transaction,
  intentId: string,
  savesCard: boolean,
): Promise<void> {
  const { intents } = tx.tables;
  await tx.update(intents).set({ savesCard }).where(eq(intents.id, intentId));
}

/** An intent that a person's browser may confirm without asking us, as long as it lives. */
export type GivenIntent = {
  intentId: string;
  orderId: string;
  /** Null where its making was not answered. */
  stripeIntentId: string | null;
  givenAt: number;
  /** The attempt that is not over, if there is one. */
  asked: { outcome: AttemptOutcome; startedAt: number } | null;
};

const liveIntentsOf = builtOnce((db: Reader) => {
  const { intents, orders, attempts } = db.tables;
  return db
    .select({
      intentId: intents.id,
      orderId: intents.orderId,
      stripeIntentId: intents.stripeIntentId,
      givenAt: intents.givenAt,
      outcome: attempts.outcome,
      startedAt: attempts.startedAt,
    })
    .from(orders)
    .innerJoin(intents, and(eq(intents.orderId, orders.id), isNull(intents.endedAt)))
    .leftJoin(attempts, and(eq(attempts.orderId, orders.id), isNull(attempts.closedAt)))
    .where(and(eq(orders.userId, given(orders.userId, 'userId')), ne(orders.paymentState, 'paid')));
});

/** The intents of a person's unpaid orders that live, and whose secret a browser has or gets. */
export async function listGivenIntents(db: Reader, userId: string): Promise<GivenIntent[]> {
  const rows = await liveIntentsOf(db, { userId });
  return rows.flatMap(({ givenAt, outcome, startedAt, ...row }) =>
    givenAt === null
      ? []
      : [{ ...row, givenAt, asked: outcome && startedAt ? { outcome, startedAt } : null }],
  );
}

const setGiven = builtOnce((tx: Transaction) => {
  const { intents: t } = tx.tables;
  return tx
    .update(t)
    .set({ givenAt: given(t.givenAt, 'at'), givenTo: given(t.givenTo, 'to') })
    .where(eq(t.id, given(t.id, 'intentId')));
});

/** Something begins that gives an intent's secret to a browser: when, in ms, and where. */
export async function giveIntent(
  tx: Transaction,
  intentId: string,
  { at, to }: { at: number; to: string | null },
): Promise<void> {
  await setGiven(tx, { intentId, at, to });
}

/** What began at `at` gave nothing out: as it was before, unless something else has given it since. */
export async function takeBackGiven(
  tx: Transaction,
  { id, givenAt, givenTo }: Pick<Row, 'id' | 'givenAt' | 'givenTo'>,
  at: number,
): Promise<void> {
  const { intents } = tx.tables;
  await tx
    .update(intents)
    .set({ givenAt, givenTo })
    .where(and(eq(intents.id, id), eq(intents.givenAt, at)));
}

/** Before its secret goes to a browser: from then on it can be confirmed without asking us. */
export async function setSecretOut(tx: Transaction, intentId: string): Promise<void> {
  const { intents } = tx.tables;
  await tx.update(intents).set({ secretIsOut: true }).where(eq(intents.id, intentId));
}

/** Over for us, as one that was never made at Stripe: the order may have another one. */
export async function endIntent(tx: Transaction, intentId: string, at: number): Promise<void> {
  const { intents } = tx.tables;
  await tx
    .update(intents)
    .set({ endedAt: at })
    .where(and(eq(intents.id, intentId), isNull(intents.endedAt)));
}

/** Canceled, as Stripe has told: its last word on it, for ever. */
export async function setIntentCanceled(
  tx: Transaction,
  intentId: string,
  at: number,
): Promise<void> {
  const { intents } = tx.tables;
  await tx
    .update(intents)
    .set({ canceledAt: at, endedAt: sql`coalesce(${intents.endedAt}, ${at})` })
    .where(and(eq(intents.id, intentId), isNull(intents.canceledAt)));
}

const otherLiveIntents = builtOnce((db: Reader) => {
  const { intents, stripeCalls } = db.tables;
  return db
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
        eq(intents.orderId, given(intents.orderId, 'orderId')),
        ne(intents.id, given(intents.id, 'intentId')),
        isNull(intents.endedAt),
        isNull(stripeCalls.key),
      ),
    );
});

/** Intents of an order, besides one, that could still charge and that no cancel is under way for. */
export async function listOtherLiveIntents(
  db: Reader,
  orderId: string,
  intentId: string,
): Promise<{ stripeIntentId: string }[]> {
  const rows = await otherLiveIntents(db, { orderId, intentId });
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
