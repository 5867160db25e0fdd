import {
  and,
  asc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { Reader } from '../database';
import type { Order } from './orders';

/** In the words of the index `orders_unpaid`: SQLite does not see through parameters. */
const isUnpaid = ({ tables: { orders } }: Reader): SQL =>
  sql`${orders.paymentState} in ('awaiting_payment', 'authenticating', 'declined')`;

type Unpaid = { orderId: string; updatedAt: number };

/**
 * Orders that wait for a payment whose intent stands at Stripe, and that nothing was written of
 * since a moment after `after` and up to `until`, the longest silent first. Times in ms.
 */
export const listUnpaidSince = (
  db: Reader,
  { after, until }: { after: number; until: number },
  limit: number,
): Promise<Unpaid[]> => {
  const { orders, intents } = db.tables;
  return db
    .select({ orderId: orders.id, updatedAt: orders.updatedAt })
    .from(orders)
    .innerJoin(intents, and(eq(intents.orderId, orders.id), isNull(intents.endedAt)))
    .where(
      and(
        isUnpaid(db),
        gt(orders.updatedAt, after),
        lte(orders.updatedAt, until),
        isNotNull(intents.stripeIntentId),
      ),
    )
    .orderBy(asc(orders.updatedAt))
    .limit(limit);
};

/**
 * Unpaid orders that were placed before `heldSince` and hold a copy, or that nobody has changed
 * since `unchangedSince`; the longest unchanged first. Without those that Stripe has not answered.
 */
export async function listOverdueOrders(
  db: Reader,
  { heldSince, unchangedSince }: { heldSince: number; unchangedSince: number },
  limit: number,
): Promise<Order[]> {
  const { orders, attempts } = db.tables;
  const rows = await db
    .select({ order: orders })
    .from(orders)
    .leftJoin(
      attempts,
      and(
        eq(attempts.orderId, orders.id),
        isNull(attempts.closedAt),
        inArray(attempts.outcome, ['sending', 'unknown', 'processing']),
      ),
    )
    .where(
      and(
        isUnpaid(db),
        or(
          and(eq(orders.holdsStock, true), lt(orders.createdAt, heldSince)),
          and(eq(orders.holdsStock, false), lt(orders.updatedAt, unchangedSince)),
        ),
        isNull(attempts.id),
        // A pre-order whose charge was declined is its buyer's to pay for longer than that.
        isNull(orders.scheduledCardId),
      ),
    )
    .orderBy(asc(orders.updatedAt))
    .limit(limit);
  return rows.map(({ order }) => order);
}
