import { and, eq, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { REFUND_IS_STUCK_AFTER_MS } from '../../lib/domain/attention';
import { answerableDisputes, type DisputeStatus, type PaymentState } from '../../lib/domain/order';
import { isPaymentState, type OrderFilter } from '../../lib/domain/order-filter';
import { byPlace, type Page, type PageRequest, type Place } from '../../lib/domain/page';
import type { Currency } from '../../lib/domain/money';
import type { Reader } from '../database';
import { keysetPage, type Slice } from './keyset';

export type DeskOrder = {
  id: string;
  reference: string;
  email: string;
  title: string;
  amount: number;
  currency: Currency;
  refundedAmount: number;
  paymentState: PaymentState;
  dispute: DisputeStatus | null;
  createdAt: number;
  paidAt: number | null;
  sentAt: number | null;
  trackingUrl: string | null;
  sentUnrecorded: boolean;
};

/** The orders that a search found, before any filter: everybody's, one, or those of some people. */
export type Among = 'all' | { orderId: string } | { userIds: readonly string[] };

const placeOf = ({ createdAt, id }: DeskOrder): Place => ({ at: createdAt, id });

/** For the desk: everybody's orders that fit, the newest first, page by page. */
export function listDeskOrders(
  db: Reader,
  { filter, among, now = Date.now() }: { filter: OrderFilter; among: Among; now?: number },
  request: PageRequest,
): Promise<Page<DeskOrder>> {
  const { orders } = db.tables;
  const columns = { at: orders.createdAt, id: orders.id };
  const found = amongWhere(db, among);
  return keysetPage(columns, request, placeOf, (slice) =>
    filter === 'needs_attention'
      ? listNeedingAttention(db, found, slice, now)
      : select(db, and(found, filterWhere(db, filter), slice.where), slice),
  );
}

function amongWhere({ tables: { orders } }: Reader, among: Among): SQL | undefined {
  if (among === 'all') return undefined;
  return 'orderId' in among
    ? eq(orders.id, among.orderId)
    : inArray(orders.userId, [...among.userIds]);
}

function filterWhere(
  { tables: { orders } }: Reader,
  filter: Exclude<OrderFilter, 'needs_attention'>,
): SQL | undefined {
  if (filter === 'all') return undefined;
  if (isPaymentState(filter)) return eq(orders.paymentState, filter);
  if (filter === 'disputed') return isNotNull(orders.dispute);
  // Written out, not bound: a partial index is only taken where the words of its condition stand.
  const isRefunded = sql`${orders.refundedAmount} > 0`;
  return filter === 'refunded'
    ? and(isRefunded, sql`${orders.refundedAmount} >= ${orders.amount}`)
    : and(isRefunded, sql`${orders.refundedAmount} < ${orders.amount}`);
}

const columnsOf = ({ tables: { orders, users } }: Reader) => ({
  id: orders.id,
  reference: orders.reference,
  email: users.email,
  title: orders.title,
  amount: orders.amount,
  currency: orders.currency,
  refundedAmount: orders.refundedAmount,
  paymentState: orders.paymentState,
  dispute: orders.dispute,
  createdAt: orders.createdAt,
  paidAt: orders.paidAt,
  sentAt: orders.sentAt,
  trackingUrl: orders.trackingUrl,
  sentUnrecorded: orders.sentUnrecorded,
});

const select = (db: Reader, where: SQL | undefined, { orderBy, limit }: Slice) =>
  db
    .select(columnsOf(db))
    .from(db.tables.orders)
    .innerJoin(db.tables.users, eq(db.tables.users.id, db.tables.orders.userId))
    .where(where)
    .orderBy(...orderBy)
    .limit(limit);

/**
 * What is owed and not dealt with, disputes that want an answer, payments and refunds that nobody
 * has heard the end of, refunds that are on their way for too long. Short lists with an index each,
 * laid together here: one condition with `or` would walk every order. `now` in ms.
 */
async function listNeedingAttention(
  db: Reader,
  found: SQL | undefined,
  slice: Slice,
  now: number,
): Promise<DeskOrder[]> {
  const { orders, attempts, refunds, attention } = db.tables;
  const unknownPayments = db
    .select({ orderId: attempts.orderId })
    .from(attempts)
    .where(and(isNull(attempts.closedAt), eq(attempts.outcome, 'unknown')));
  const unheardRefunds = db
    .select({ orderId: refunds.orderId })
    .from(refunds)
    .where(sql`${refunds.status} in ('sending', 'unknown')`);
  const stuckRefunds = db
    .select({ orderId: refunds.orderId })
    .from(refunds)
    .where(
      and(
        sql`${refunds.status} in ('pending', 'requires_action')`,
        lt(refunds.createdAt, now - REFUND_IS_STUCK_AFTER_MS),
      ),
    );
  const owed = db
    .select({ orderId: attention.orderId })
    .from(attention)
    .where(isNull(attention.dealtWithAt));
  const reasons = [
    inArray(orders.id, owed),
    and(isNotNull(orders.dispute), inArray(orders.dispute, [...answerableDisputes])),
    inArray(orders.id, unknownPayments),
    inArray(orders.id, unheardRefunds),
    inArray(orders.id, stuckRefunds),
  ];
  const lists = await Promise.all(
    reasons.map((reason) => select(db, and(found, reason, slice.where), slice)),
  );
  const distinct = new Map(lists.flat().map((order) => [order.id, order]));
  const sorted = [...distinct.values()].sort((a, b) => byPlace(placeOf(a), placeOf(b)));
  return (slice.direction === 'older' ? sorted : sorted.reverse()).slice(0, slice.limit);
}
