import { and, count, eq, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { REFUND_IS_STUCK_AFTER_MS } from '../../lib/domain/attention';
import { answerableDisputes, type DisputeStatus, type PaymentState } from '../../lib/domain/order';
import {
  anyTime,
  COUNTED_ORDERS,
  isPaymentState,
  type OrderFilter,
  type Placed,
} from '../../lib/domain/order-filter';
import {
  byPlace,
  newestPage,
  type Page,
  type PageRequest,
  type Place,
} from '../../lib/domain/page';
import type { Currency } from '../../lib/domain/money';
import type { Reader } from '../database';
import { keysetPage, withinWhere, type Slice } from './keyset';

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

/** `now` in ms. */
export type Wanted = { filter: OrderFilter; among: Among; placed?: Placed; now?: number };

const byTime = ({ tables: { orders } }: Reader) => ({ at: orders.createdAt, id: orders.id });

/** For the desk: everybody's orders that fit, the newest first, page by page. */
export function listDeskOrders(
  db: Reader,
  { filter, among, placed = anyTime, now = Date.now() }: Wanted,
  request: PageRequest,
): Promise<Page<DeskOrder>> {
  const found = amongWhere(db, among);
  return keysetPage(
    byTime(db),
    request,
    placeOf,
    (slice) =>
      filter === 'needs_attention'
        ? listNeedingAttention(db, found, slice, now)
        : select(db, and(found, filterWhere(db, filter), slice.where), slice),
    { within: placed },
  );
}

/** How many orders fit, up to `COUNTED_ORDERS` + 1: along the same index as the list. */
export async function countDeskOrders(db: Reader, wanted: Wanted): Promise<number> {
  const { filter, among, placed = anyTime } = wanted;
  if (filter === 'needs_attention') {
    const { rows, older } = await listDeskOrders(db, wanted, newestPage(COUNTED_ORDERS));
    return rows.length + (older ? 1 : 0);
  }
  const fitting = and(
    amongWhere(db, among),
    filterWhere(db, filter),
    withinWhere(byTime(db), placed),
  );
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(db.tables.orders)
    .where(fitting)
    .limit(COUNTED_ORDERS + 1)
    .as('some');
  const [row] = await db.select({ count: count() }).from(some);
  return row?.count ?? 0;
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
  return filter === 'refunded'
    ? sql`${orders.refundedAmount} >= ${orders.amount}`
    : sql`${orders.refundedAmount} > 0 and ${orders.refundedAmount} < ${orders.amount}`;
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
