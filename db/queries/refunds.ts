import { and, asc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { RefundReport } from '../../lib/domain/refunds-and-disputes';
import type { WrittenKey } from '../../lib/domain/ids';
import type { Json } from '../../lib/domain/json';
import type { RefundStatus } from '../../lib/domain/refund';
import { builtOnce, given } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import { difference, sumsOfRefund } from '../../lib/domain/daily-sums';
import { newId, newKey } from '../new-id';
import { addToSums } from './daily-sums';

type Row = Tables['refunds']['$inferSelect'];
export type Refund = Omit<Row, 'key'> & { key: WrittenKey | null };

/** One that staff asked for: written down with its key and the parameters that it is sent with. */
export type OwnRefund = Refund & { key: WrittenKey; parameters: Json };

const withKey = (row: Row): Refund => ({ ...row, key: row.key as WrittenKey | null });

const isOwn = (refund: Refund): refund is OwnRefund =>
  refund.key !== null && refund.parameters !== null;

const refundsOfOrder = builtOnce((db: Reader) => {
  const { refunds: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(eq(t.orderId, given(t.orderId, 'orderId')))
    .orderBy(asc(t.createdAt), asc(t.id));
});

/** Oldest first. */
export async function listRefunds(db: Reader, orderId: string): Promise<Refund[]> {
  return (await refundsOfOrder(db, { orderId })).map(withKey);
}

/** Those of one payment of an order: of one that was charged twice, each has its own to give back. */
export const listRefundsOf = async (
  db: Reader,
  orderId: string,
  { id: intentId }: { id: string },
): Promise<Refund[]> =>
  (await listRefunds(db, orderId)).filter(
    (refund) => refund.intentId === null || refund.intentId === intentId,
  );

export async function findRefund(db: Reader, refundId: string): Promise<Refund | null> {
  const { refunds } = db.tables;
  const [row] = await db.select().from(refunds).where(eq(refunds.id, refundId));
  return row ? withKey(row) : null;
}

export async function findRefundByRequest(db: Reader, requestId: string): Promise<Refund | null> {
  const { refunds } = db.tables;
  const [row] = await db.select().from(refunds).where(eq(refunds.requestId, requestId));
  return row ? withKey(row) : null;
}

type NewRefund = Pick<Row, 'orderId' | 'intentId' | 'amount' | 'currency' | 'reason'> & {
  requestId: string;
  staffId: string;
  /** The parameters name the row, so that the refund can be told from an equal one. */
  parametersOf: (refundId: string) => Json;
};

/** A refund that is about to be asked for. */
export async function insertRefund(
  tx: Transaction,
  { parametersOf, ...refund }: NewRefund,
  at: number,
): Promise<OwnRefund> {
  const id = newId();
  const [row] = await tx
    .insert(tx.tables.refunds)
    .values({
      ...refund,
      id,
      key: newKey(),
      parameters: parametersOf(id),
      status: 'sending',
      createdAt: at,
      updatedAt: at,
    })
    .returning();
  const inserted = row && withKey(row);
  if (!inserted || !isOwn(inserted)) throw new Error('the refund was not inserted');
  return inserted;
}

/** A refund that nobody asked us for, as one made in Stripe's Dashboard. */
export async function insertToldRefund(
  tx: Transaction,
  of: { orderId: string; intentId: string },
  report: RefundReport,
  at: number,
): Promise<void> {
  const { refundId: _, ...told } = report;
  await tx.insert(tx.tables.refunds).values({ ...told, ...of, id: newId(), updatedAt: at });
  await addToSums(tx, { at: told.createdAt, currency: told.currency }, sumsOfRefund(told));
}

/**
 * Takes over what Stripe tells of a refund that is known, after its order's row was written: two who
 * do so at once would both count it. Its amount is counted on the day on which it was asked for, and
 * taken back there where it fails.
 */
export async function setToldRefund(
  tx: Transaction,
  refundId: string,
  { stripeRefundId, amount, status, failureReason }: RefundReport,
  at: number,
): Promise<void> {
  const { refunds } = tx.tables;
  const before = await findRefund(tx, refundId);
  if (!before) throw new Error(`refund ${refundId} is gone`);
  await tx
    .update(refunds)
    .set({ stripeRefundId, amount, status, failureReason, nextLookAt: null, updatedAt: at })
    .where(eq(refunds.id, refundId));
  await addToSums(
    tx,
    { at: before.createdAt, currency: before.currency },
    difference(sumsOfRefund(before), sumsOfRefund({ status, amount })),
  );
}

/** Notes Stripe's id of a refund, which the answer to its own call told. */
export async function setStripeRefund(
  tx: Transaction,
  refundId: string,
  stripeRefundId: string,
): Promise<void> {
  const { refunds } = tx.tables;
  await tx
    .update(refunds)
    .set({ stripeRefundId })
    .where(and(eq(refunds.id, refundId), isNull(refunds.stripeRefundId)));
}

/**
 * Moves a refund that Stripe has not answered. False where it was answered meanwhile, or is there
 * already: what Stripe tells is never overwritten.
 */
export async function moveUnansweredRefund(
  tx: Transaction,
  refundId: string,
  status: 'unknown' | 'not_sent',
  at: number,
): Promise<boolean> {
  const { refunds } = tx.tables;
  const from: RefundStatus[] = status === 'unknown' ? ['sending'] : ['sending', 'unknown'];
  const moved = await tx
    .update(refunds)
    .set({ status, updatedAt: at })
    .where(and(eq(refunds.id, refundId), inArray(refunds.status, from)))
    .returning({ id: refunds.id });
  return moved.length === 1;
}

/** One that could not be found out about is looked at later, so that it holds up no other. */
export async function putOffRefund(
  tx: Transaction,
  refundId: string,
  nextLookAt: number,
): Promise<void> {
  const { refunds } = tx.tables;
  await tx.update(refunds).set({ nextLookAt }).where(eq(refunds.id, refundId));
}

/** Refunds from before `createdBefore` that Stripe has not answered and whose time has come. */
export async function listUnansweredRefunds(
  db: Reader,
  { createdBefore, now }: { createdBefore: number; now: number },
  limit: number,
): Promise<OwnRefund[]> {
  const { refunds } = db.tables;
  const rows = await db
    .select()
    .from(refunds)
    .where(
      and(
        // In the words of the index `refunds_unanswered`: SQLite does not see through parameters.
        sql`${refunds.status} in ('sending', 'unknown')`,
        lt(refunds.createdAt, createdBefore),
        or(isNull(refunds.nextLookAt), lte(refunds.nextLookAt, now)),
      ),
    )
    .orderBy(asc(refunds.createdAt))
    .limit(limit);
  return rows.map(withKey).filter(isOwn);
}
