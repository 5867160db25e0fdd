import { and, asc, count, eq, gt, inArray, isNull, lt, lte, max, ne, or, sql } from 'drizzle-orm';
import type { AttemptOutcome } from '../../lib/domain/attempt';
import { isOpenOutcome } from '../../lib/domain/attempt';
import type { IntentFailure } from '../../lib/domain/intent';
import type { WrittenKey } from '../../lib/domain/ids';
import { builtOnce, given, insertOnce } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import { sumsOfAttempt } from '../../lib/domain/daily-sums';
import { newId, newKey } from '../new-id';
import { addToSums } from './daily-sums';

type Row = Tables['attempts']['$inferSelect'];
export type Attempt = Omit<Row, 'key'> & { key: WrittenKey | null };

const withKey = (row: Row): Attempt => ({ ...row, key: row.key as WrittenKey | null });

const attemptsOfOrder = builtOnce((db: Reader) => {
  const { attempts: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(eq(t.orderId, given(t.orderId, 'orderId')))
    .orderBy(asc(t.number));
});

export async function listAttempts(db: Reader, orderId: string): Promise<Attempt[]> {
  return (await attemptsOfOrder(db, { orderId })).map(withKey);
}

const openAttempt = builtOnce((db: Reader) => {
  const { attempts: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(and(eq(t.orderId, given(t.orderId, 'orderId')), isNull(t.closedAt)));
});

export async function findOpenAttempt(db: Reader, orderId: string): Promise<Attempt | null> {
  const [row] = await openAttempt(db, { orderId });
  return row ? withKey(row) : null;
}

type NewAttempt = Pick<
  Row,
  | 'orderId'
  | 'intentId'
  | 'cardId'
  | 'cardBrand'
  | 'cardLast4'
  | 'amount'
  | 'currency'
  | 'parameters'
  | 'requestId'
> & {
  /** `create` shares the key of the intent that it makes. */
  kind: { create: WrittenKey } | 'confirm' | 'browser';
  outcome: AttemptOutcome;
  failure?: IntentFailure | null;
  /** Its buyer is not there. */
  isOffSession?: boolean;
};

const newAttempt = insertOnce(
  ({ attempts }) => attempts,
  (insert) => insert.returning(),
);

const lastNumber = builtOnce((db: Reader) => {
  const { attempts: t } = db.tables;
  return db
    .select({ number: max(t.number) })
    .from(t)
    .where(eq(t.orderId, given(t.orderId, 'orderId')));
});

export async function insertAttempt(
  tx: Transaction,
  { kind, outcome, failure, ...attempt }: NewAttempt,
  at: number,
): Promise<Attempt> {
  const [last] = await lastNumber(tx, { orderId: attempt.orderId });
  const key = kind === 'browser' ? null : kind === 'confirm' ? newKey() : kind.create;
  const [row] = await newAttempt(tx, {
    ...attempt,
    ...failureColumns(failure ?? null),
    id: newId(),
    number: (last?.number ?? 0) + 1,
    kind: typeof kind === 'string' ? kind : 'create',
    key,
    outcome,
    startedAt: at,
    closedAt: isOpenOutcome(outcome) ? null : at,
  });
  if (!row) throw new Error('the attempt was not inserted');
  await countEnd(tx, row, at);
  return withKey(row);
}

const moveOpen = builtOnce((tx: Transaction) => {
  const { attempts: t } = tx.tables;
  return tx
    .update(t)
    .set({
      outcome: given(t.outcome, 'outcome'),
      failureRef: given(t.failureRef, 'failureRef'),
      failureCode: given(t.failureCode, 'failureCode'),
      declineCode: given(t.declineCode, 'declineCode'),
      adviceCode: given(t.adviceCode, 'adviceCode'),
      closedAt: given(t.closedAt, 'closedAt'),
    })
    .where(and(eq(t.id, given(t.id, 'attemptId')), isNull(t.closedAt)))
    .returning();
});

/** Moves an open attempt on. False where it was closed already: what is closed stays as it is. */
export async function moveAttempt(
  tx: Transaction,
  attemptId: string,
  outcome: AttemptOutcome,
  failure: IntentFailure | null,
  at: number,
): Promise<boolean> {
  const [row] = await moveOpen(tx, {
    ...{ attemptId, outcome },
    ...failureColumns(failure),
    closedAt: isOpenOutcome(outcome) ? null : at,
  });
  if (row) await countEnd(tx, row, at);
  return row !== undefined;
}

/** What is closed stays as it is, so that an end is counted once. */
async function countEnd(tx: Transaction, row: Row, at: number): Promise<void> {
  const sums = sumsOfAttempt(row.outcome, row.amount);
  if (sums) await addToSums(tx, { at, currency: row.currency }, sums);
}

/** The card that paid, learned from Stripe where the browser confirmed. */
export async function setAttemptCard(
  tx: Transaction,
  attemptId: string,
  card: { brand: string; last4: string },
): Promise<void> {
  const { attempts } = tx.tables;
  await tx
    .update(attempts)
    .set({ cardBrand: card.brand, cardLast4: card.last4 })
    .where(and(eq(attempts.id, attemptId), eq(attempts.kind, 'browser')));
}

const failureColumns = (failure: IntentFailure | null) => ({
  failureRef: failure?.ref ?? null,
  failureCode: failure?.code ?? null,
  declineCode: failure?.declineCode ?? null,
  adviceCode: failure?.adviceCode ?? null,
});

/** An attempt with this card that is not over: the card must not be taken from under it. */
export async function findOpenAttemptWithCard(db: Reader, cardId: string): Promise<Attempt | null> {
  const { attempts } = db.tables;
  const [row] = await db
    .select()
    .from(attempts)
    .where(and(eq(attempts.cardId, cardId), isNull(attempts.closedAt)));
  return row ? withKey(row) : null;
}

/** How many attempts of a person began after `startedAfter` and are not over, on all orders but one. */
export async function countOpenAttempts(
  db: Reader,
  userId: string,
  { besides, startedAfter }: { besides: string | null; startedAfter: number },
): Promise<number> {
  const { attempts, orders } = db.tables;
  const [row] = await db
    .select({ open: count() })
    .from(attempts)
    .innerJoin(orders, eq(orders.id, attempts.orderId))
    .where(
      and(
        isNull(attempts.closedAt),
        gt(attempts.startedAt, startedAfter),
        eq(orders.userId, userId),
        besides === null ? undefined : ne(orders.id, besides),
      ),
    );
  return row?.open ?? 0;
}

/**
 * Whether a card has paid, or another entry of its owner's that is the same card, and was not declined
 * since `notDeclinedSince`, in ms.
 */
export async function hasPaid(
  db: Reader,
  { id, userId, fingerprint }: { id: string; userId: string; fingerprint: string | null },
  notDeclinedSince: number,
): Promise<boolean> {
  const { attempts, cards, orders } = db.tables;
  const isSame =
    fingerprint === null
      ? eq(cards.id, id)
      : or(eq(cards.id, id), eq(cards.fingerprint, fingerprint));
  const [row] = await db
    .select({
      paid: sql<number>`sum(case when ${attempts.outcome} = 'succeeded' then 1 else 0 end)`,
      declined: sql<number>`sum(case when ${attempts.outcome} = 'declined' and ${attempts.closedAt} >= ${notDeclinedSince} then 1 else 0 end)`,
    })
    .from(orders)
    .innerJoin(attempts, eq(attempts.orderId, orders.id))
    .innerJoin(cards, eq(cards.id, attempts.cardId))
    .where(and(eq(orders.userId, userId), isSame));
  return Number(row?.paid ?? 0) > 0 && Number(row?.declined ?? 0) === 0;
}

/** The saved card that a browser's attempt turned out to have paid with. */
export async function setPaidCard(
  tx: Transaction,
  intentId: string,
  cardId: string,
): Promise<void> {
  const { attempts, intents } = tx.tables;
  const order = tx.select({ id: intents.orderId }).from(intents).where(eq(intents.id, intentId));
  await tx
    .update(attempts)
    .set({ cardId })
    .where(
      and(
        // Attempts have an index of their order, and none of their intent.
        inArray(attempts.orderId, order),
        eq(attempts.intentId, intentId),
        eq(attempts.kind, 'browser'),
        eq(attempts.outcome, 'succeeded'),
        isNull(attempts.cardId),
      ),
    );
}

/**
 * Attempts that Stripe has not answered though they began before `startedBefore`, and whose next
 * look is due. Those that have waited longest come first, so that none is held up by others which
 * keep failing. Times in ms.
 */
export async function listUnanswered(
  db: Reader,
  { startedBefore, dueAt }: { startedBefore: number; dueAt: number },
  limit: number,
): Promise<Attempt[]> {
  const { attempts } = db.tables;
  const rows = await db
    .select()
    .from(attempts)
    .where(
      and(
        isNull(attempts.closedAt),
        inArray(attempts.outcome, ['sending', 'unknown', 'processing']),
        lt(attempts.startedAt, startedBefore),
        or(isNull(attempts.nextLookAt), lte(attempts.nextLookAt, dueAt)),
      ),
    )
    .orderBy(asc(sql`coalesce(${attempts.nextLookAt}, ${attempts.startedAt})`))
    .limit(limit);
  return rows.map(withKey);
}

/** When the reconciler looks again at an attempt that it could not find out about, in ms. */
export async function putOffLook(
  tx: Transaction,
  attemptId: string,
  nextLookAt: number,
): Promise<void> {
  const { attempts } = tx.tables;
  await tx
    .update(attempts)
    .set({ nextLookAt })
    .where(and(eq(attempts.id, attemptId), isNull(attempts.closedAt)));
}
