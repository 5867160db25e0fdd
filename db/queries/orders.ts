import { and, count, desc, eq, gt, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { DisputeStatus, PaymentState } from '../../lib/domain/order';
import { builtOnce, given, insertOnce, writtenOnce } from '../built-once';
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
> &
  Partial<Pick<Order, 'holdsStock' | 'isPreorder' | 'shipBy'>>;

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

const orderByPurchase = builtOnce((db: Reader) => {
  const { orders: t } = db.tables;
  const isTheirs = eq(t.userId, given(t.userId, 'userId'));
  return db
    .select()
    .from(t)
    .where(and(isTheirs, eq(t.purchaseId, given(t.purchaseId, 'purchaseId'))));
});

export async function findOrderByPurchase(
  db: Reader,
  userId: string,
  purchaseId: string,
): Promise<Order | null> {
  const [order] = await orderByPurchase(db, { userId, purchaseId });
  return order ?? null;
}

const newestOrderOf = builtOnce((db: Reader) => {
  const { orders: t } = db.tables;
  const isTheirs = eq(t.userId, given(t.userId, 'userId'));
  const isOfProduct = eq(t.productId, given(t.productId, 'productId'));
  const isLater = gt(t.createdAt, given(t.createdAt, 'since'));
  return db
    .select()
    .from(t)
    .where(and(isTheirs, isOfProduct, ne(t.paymentState, 'canceled'), isLater))
    .orderBy(desc(t.createdAt), desc(t.id))
    .limit(1);
});

/** Somebody's newest order of a product that was placed after `since` and not canceled. In ms. */
export async function findNewestOrderOf(
  db: Reader,
  userId: string,
  productId: string,
  since: number,
): Promise<Order | null> {
  const [order] = await newestOrderOf(db, { userId, productId, since });
  return order ?? null;
}

/**
 * How many orders of a product somebody has, paid or not. One that was canceled, or of which all was
 * given back, is none.
 */
export async function countLiveOrdersOf(
  db: Reader,
  userId: string,
  productId: string,
): Promise<number> {
  const { orders } = db.tables;
  const [row] = await db
    .select({ live: count() })
    .from(orders)
    .where(
      and(
        eq(orders.userId, userId),
        eq(orders.productId, productId),
        ne(orders.paymentState, 'canceled'),
        or(ne(orders.paymentState, 'paid'), lt(orders.refundedAmount, orders.amount)),
      ),
    );
  return row?.live ?? 0;
}

const unpaidOrdersOf = builtOnce((db: Reader) => {
  const { orders: t } = db.tables;
  const waits = inArray(t.paymentState, ['awaiting_payment', 'authenticating', 'declined']);
  return db
    .select({ unpaid: count() })
    .from(t)
    .where(and(eq(t.userId, given(t.userId, 'userId')), waits));
});

/** How many orders somebody has that wait for them to pay. */
export async function countUnpaidOrders(db: Reader, userId: string): Promise<number> {
  const [row] = await unpaidOrdersOf(db, { userId });
  return row?.unpaid ?? 0;
}

const orderById = builtOnce((db: Reader) => {
  const { orders: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(eq(t.id, given(t.id, 'orderId')));
});

/** For Stripe's word, which names no user of ours. */
export async function findOrderById(db: Reader, orderId: string): Promise<Order | null> {
  const [order] = await orderById(db, { orderId });
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
const newOrder = insertOnce(
  ({ orders }) => orders,
  (insert) => insert.onConflictDoNothing().returning(),
);

export async function insertOrder(
  tx: Transaction,
  order: NewOrder,
  at: number,
): Promise<Order | null> {
  const [inserted] = await newOrder(tx, {
    ...order,
    id: newId(),
    reference: newReference(),
    paymentState: 'awaiting_payment',
    createdAt: at,
    updatedAt: at,
  });
  return inserted ?? null;
}

/**
 * An order that is known at Stripe and not here any more: under the id and reference that it had.
 * Null where the person has another order of this purchase.
 */
export async function insertLostOrder(
  tx: Transaction,
  order: NewOrder & Pick<Order, 'id' | 'reference'>,
  at: number,
): Promise<Order | null> {
  const [inserted] = await tx
    .insert(tx.tables.orders)
    .values({ ...order, paymentState: 'awaiting_payment', createdAt: at, updatedAt: Date.now() })
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
  scheduledCardId?: string;
  sentAt?: number | null;
  trackingUrl?: string | null;
  nextChargeAt?: number | null;
  holdsStock?: boolean;
  copyHeldSince?: number | null;
  /** The buyer's next one, where the order's was deleted at Stripe. */
  customerId?: string;
};

const setOrder = writtenOnce(
  ({ orders }) => orders,
  (tx, t, change) =>
    tx
      .update(t)
      .set({ ...change, version: sql`${t.version} + 1` })
      .where(and(eq(t.id, given(t.id, 'orderId')), eq(t.version, given(t.version, 'seen'))))
      .returning({ id: t.id }),
);

/** Compare-and-set on the version that was read: false where somebody else wrote meanwhile. */
export async function changeOrder(
  tx: Transaction,
  order: Pick<Order, 'id' | 'version'>,
  change: OrderChange,
  at: number,
): Promise<boolean> {
  const seen = { orderId: order.id, seen: order.version };
  return (await setOrder(tx, { ...change, updatedAt: at }, seen)).length === 1;
}

/**
 * The same for an order that this very transaction has read: only another server can write between
 * the two statements. It throws then, so that nothing is written, and whoever looks next finds the
 * order as it is.
 */
export async function changeOrderJustRead(
  tx: Transaction,
  order: Pick<Order, 'id' | 'version' | 'reference'>,
  change: OrderChange,
  at: number,
): Promise<void> {
  if (!(await changeOrder(tx, order, change, at))) {
    throw new Error(`order ${order.reference} was written by another server`);
  }
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

/** An unpaid order of this person's that a copy of the product is set aside for. */
export async function findHeldOrder(
  db: Reader,
  userId: string,
  productId: string,
): Promise<Order | null> {
  const { orders } = db.tables;
  const [order] = await db
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.userId, userId),
        eq(orders.productId, productId),
        eq(orders.holdsStock, true),
        inArray(orders.paymentState, ['awaiting_payment', 'authenticating', 'declined']),
      ),
    )
    .orderBy(desc(orders.createdAt))
    .limit(1);
  return order ?? null;
}

/** For an order whose row this transaction has just written: a copy is set aside for it again. */
export async function holdStock(tx: Transaction, orderId: string): Promise<void> {
  const { orders } = tx.tables;
  await tx.update(orders).set({ holdsStock: true }).where(eq(orders.id, orderId));
}
