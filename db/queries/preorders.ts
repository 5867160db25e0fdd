import { and, asc, eq, gt, inArray, lte, or, sql } from 'drizzle-orm';
import type { PaymentState } from '../../lib/domain/order';
import type { Reader, Transaction } from '../database';
import type { Card } from './cards';
import type { Order } from './orders';

/** While an order is in one of these its card may still be charged for it. */
const needsItsCard: PaymentState[] = [
  'scheduled',
  'awaiting_payment',
  'authenticating',
  'processing',
  'declined',
];

/** The orders that a card is scheduled for and that are neither paid nor given up, the oldest first. */
export const listOrdersNeeding = (db: Reader, cardId: string): Promise<Order[]> => {
  const { orders } = db.tables;
  return db
    .select()
    .from(orders)
    .where(and(eq(orders.scheduledCardId, cardId), inArray(orders.paymentState, needsItsCard)))
    .orderBy(asc(orders.createdAt), asc(orders.id));
};

/**
 * Has every order that needs one card charged to another. The version is raised: a charge that is
 * being written down with the old card is written down anew.
 */
export async function moveOrdersToCard(
  tx: Transaction,
  fromCardId: string,
  toCardId: string,
): Promise<void> {
  const { orders } = tx.tables;
  await tx
    .update(orders)
    .set({ scheduledCardId: toCardId, version: sql`${orders.version} + 1` })
    .where(and(eq(orders.scheduledCardId, fromCardId), inArray(orders.paymentState, needsItsCard)));
}

/** Orders whose charge was put off until `at` or earlier, the longest due first. */
export const listDueCharges = (db: Reader, at: number, limit: number): Promise<Order[]> => {
  const { orders } = db.tables;
  return db
    .select()
    .from(orders)
    .where(lte(orders.nextChargeAt, at))
    .orderBy(asc(orders.nextChargeAt))
    .limit(limit);
};

/** Where a list of scheduled orders goes on. */
export type ScheduledAfter = Pick<Order, 'createdAt' | 'id'>;

/** Scheduled orders with their cards, the oldest first. */
export const listScheduled = (
  db: Reader,
  after: ScheduledAfter | null,
  limit: number,
): Promise<{ order: Order; card: Card }[]> => {
  const { orders, cards } = db.tables;
  return db
    .select({ order: orders, card: cards })
    .from(orders)
    .innerJoin(cards, eq(cards.id, orders.scheduledCardId))
    .where(
      and(
        eq(orders.paymentState, 'scheduled'),
        after
          ? or(
              gt(orders.createdAt, after.createdAt),
              and(eq(orders.createdAt, after.createdAt), gt(orders.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(asc(orders.createdAt), asc(orders.id))
    .limit(limit);
};
