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
 * Unpaid orders that hold a copy since before `heldSince`, or that nobody has changed since
 * `unchangedSince`; the longest unchanged first. Without those that Stripe has not answered. Times
 * in ms.
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
          and(
            eq(orders.holdsStock, true),
            isNull(orders.scheduledCardId),
            lt(sql`coalesce(${orders.copyHeldSince}, ${orders.createdAt})`, heldSince),
          ),
          // A pre-order whose charge was declined is its buyer's to pay for longer than that, but
          // not with a copy that it took anew.
          and(
            eq(orders.holdsStock, true),
            isNotNull(orders.scheduledCardId),
            lt(orders.copyHeldSince, heldSince),
          ),
          and(
            eq(orders.holdsStock, false),
            isNull(orders.scheduledCardId),
            lt(orders.updatedAt, unchangedSince),
          ),
        ),
        isNull(attempts.id),
      ),
    )
    .orderBy(asc(orders.updatedAt))
    .limit(limit);
  return rows.map(({ order }) => order);
}
