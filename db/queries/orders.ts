import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { DisputeStatus, PaymentState } from '../../lib/domain/order';
import type { Reader, Tables, Transaction } from '../database';
import { newId, newReference } from '../new-id';

export type Order = Tables['orders']['$inferSelect'];

type NewOrder = Pick<
  Order,
  | 'userId'
  | 'customerId'
  | 'productId'
  | 'purchaseId'
  | 'title'
  | 'amount'
  | 'currency'
  | 'receiptEmail'
>;

export async function findOrder(
  db: Reader,
  userId: string,
  orderId: string,
): Promise<Order | null> {
  const { orders } = db.tables;
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.userId, userId), eq(orders.id, orderId)));
  return order ?? null;
}

export async function findOrderByPurchase(
  db: Reader,
  userId: string,
  purchaseId: string,
): Promise<Order | null> {
  const { orders } = db.tables;
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.userId, userId), eq(orders.purchaseId, purchaseId)));
  return order ?? null;
}

/** For Stripe's word, which names no user of ours. */
export async function findOrderById(db: Reader, orderId: string): Promise<Order | null> {
  const { orders } = db.tables;
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  return order ?? null;
}

export const listOrders = (db: Reader, userId: string, limit: number): Promise<Order[]> => {
  const { orders } = db.tables;
  return db
    .select()
    .from(orders)
    .where(eq(orders.userId, userId))
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(limit);
};

/** Null where the person has an order of this purchase already. */
export async function insertOrder(
  tx: Transaction,
  order: NewOrder,
  at: number,
): Promise<Order | null> {
  const [inserted] = await tx
    .insert(tx.tables.orders)
    .values({
      ...order,
      id: newId(),
      reference: newReference(),
      paymentState: 'awaiting_payment',
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing()
    .returning();
  return inserted ?? null;
}

type OrderChange = {
  paymentState?: PaymentState;
  refundedAmount?: number;
  dispute?: DisputeStatus | null;
  paidAt?: number;
  receiptEmail?: string;
  /** The buyer's next one, where the order's was deleted at Stripe. */
  customerId?: string;
};

/** Compare-and-set on the version that was read: false where somebody else wrote meanwhile. */
export async function changeOrder(
  tx: Transaction,
  order: Pick<Order, 'id' | 'version'>,
  change: OrderChange,
  at: number,
): Promise<boolean> {
  const { orders } = tx.tables;
  const changed = await tx
    .update(orders)
    .set({ ...change, updatedAt: at, version: sql`${orders.version} + 1` })
    .where(and(eq(orders.id, order.id), eq(orders.version, order.version)))
    .returning({ id: orders.id });
  return changed.length === 1;
}

/**
 * Raises the version where something that belongs to the order changed, so that an answer of Stripe's
 * that was fetched before is fetched again.
 */
export async function touchOrder(tx: Transaction, orderId: string, at: number): Promise<void> {
  const { orders } = tx.tables;
  await tx
    .update(orders)
    .set({ updatedAt: at, version: sql`${orders.version} + 1` })
    .where(eq(orders.id, orderId));
}

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
        inArray(orders.paymentState, ['awaiting_payment', 'authenticating', 'declined']),
        gt(orders.updatedAt, after),
        lte(orders.updatedAt, until),
        isNotNull(intents.stripeIntentId),
      ),
    )
    .orderBy(asc(orders.updatedAt))
    .limit(limit);
};

/** For the desk: everybody's orders, the newest first, with their buyers' addresses. */
export const listAllOrders = (
  db: Reader,
  limit: number,
): Promise<{ order: Order; email: string }[]> => {
  const { orders, users } = db.tables;
  return db
    .select({ order: orders, email: users.email })
    .from(orders)
    .innerJoin(users, eq(users.id, orders.userId))
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(limit);
};
