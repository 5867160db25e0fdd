import { changeOrder, findOrderById, type Order } from '@/db/queries/orders';
import { listOverdueOrders } from '@/db/queries/unpaid-orders';
import { database } from '../../database';
import { COPY_IS_HELD_MS, expiresAt, UNPAID_LASTS_MS } from '../../domain/expiry';
import { Failure } from '../../domain/failure';
import { isPayable } from '../../domain/order';
import { eachRow } from '../each-row';
import { atOnce, type StartedBy } from '../step';
import { onceBound } from '../../stripe-binding';
import { letCopyGo } from '../../orders/attempts/let-copy-go';
import { giveUpOrder } from '../../orders/give-up-order';

export type ExpiredOrders = {
  expired: number;
  /** They live on, without the copy that they had taken anew. */
  withoutCopy: number;
  /** Stripe had charged them after all. */
  paid: number;
  /** Somebody was at work on them. */
  leftAlone: number;
  failed: number;
};

/**
 * Gives up orders that nobody paid in time, those first that were left alone the longest: the
 * intent at Stripe, then the order, then the copy that was set aside for it. A pre-order whose charge
 * was tried is not given up, only the copy that its buyer took anew and left. What Stripe has not
 * answered yet is left to the reconciler, which finds out first. `now` in ms.
 */
export async function expireOrders(now: number, startedBy: StartedBy): Promise<ExpiredOrders> {
  const overdue = await listOverdueOrders(
    database().read,
    { heldSince: now - COPY_IS_HELD_MS, unchangedSince: now - UNPAID_LASTS_MS },
    atOnce[startedBy],
  );
  return eachRow(
    await onceBound(overdue),
    {
      none: { expired: 0, withoutCopy: 0, paid: 0, leftAlone: 0, failed: 0 },
      fault: 'an order could not be given up',
      names: ({ id: orderId }) => ({ orderId }),
    },
    (order) => expire(order, now),
  );
}

async function expire({ id }: Order, now: number): Promise<Exclude<keyof ExpiredOrders, 'failed'>> {
  const order = await findOrderById(database().read, id);
  // The one before may have waited for Stripe while this one's buyer came back.
  if (!order || !isPayable(order.paymentState) || expiresAt(order) > now) return 'leftAlone';
  try {
    if (order.scheduledCardId !== null) {
      await letCopyGo(id);
      return 'withoutCopy';
    }
    await giveUpOrder(id, { why: 'order_expired' });
    return 'expired';
  } catch (error) {
    const after = await goToTheBack(id);
    if (after === 'paid') return 'paid';
    if (error instanceof Failure) return 'leftAlone';
    throw error;
  }
}

/**
 * An order that cannot be given up now must not stand before all others for ever: a write puts it
 * at the end. One that holds a copy is tried again when its turn comes; another waits a day more,
 * which costs nobody anything. Returns the state that it is in.
 */
const goToTheBack = (orderId: string): Promise<Order['paymentState'] | null> =>
  database().transaction(async (tx) => {
    const order = await findOrderById(tx, orderId);
    if (order && isPayable(order.paymentState)) await changeOrder(tx, order, {}, Date.now());
    return order?.paymentState ?? null;
  });
