import { findOpenAttempt } from '@/db/queries/attempts';
import { withdrawOrderConsent } from '@/db/queries/consents';
import { findLiveIntent } from '@/db/queries/intents';
import { changeOrder, findOrderById, type Order } from '@/db/queries/orders';
import { returnCopy } from '@/db/queries/stock';
import type { Transaction } from '@/db/database';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { isCancelable, isPayable, nextPaymentState } from '../domain/order';
import { tell } from '../notify/timeline';
import { cancelSetups } from '../setups/cancel-setups';
import { cancelLiveIntent } from './attempts/cancel-intent';
import { finishMakingIntent } from './attempts/make-intent';
import { getOrder } from './subject';
import { heldNoMore } from './sync/copy';

/**
 * Its buyer gives up an order that is not paid.
 * Throws Failure `not_found`, `order_closed`, `payment_in_progress`, and PaymentsError.
 */
export async function cancelOrder(user: User, { orderId }: { orderId: string }): Promise<void> {
  const order = await getOrder(database().read, user.id, orderId);
  if (!isCancelable(order.paymentState)) throw new Failure('order_closed');
  await giveUpOrder(orderId, { why: 'order_canceled' });
}

export type GivingUp = {
  why: 'order_canceled' | 'order_expired';
  /** Who did it, for the timeline; absent where it was its buyer, or the clock. */
  by?: 'shop';
  /** Written down with the cancel's key, before anything is sent. What it throws stops all. */
  first?: (tx: Transaction, at: number) => Promise<void>;
  /** Written down with the order's end. */
  last?: (tx: Transaction, order: Order, at: number) => Promise<void>;
};

/**
 * Gives up an order that is not paid. Its intent is canceled first, so that nothing can be charged
 * afterwards; where that fails because it was paid meanwhile, the order is paid. Card set-ups that
 * were begun for it are canceled, too, and a copy that was set aside for it goes back on the shelf.
 * Throws Failure `order_closed`, `payment_in_progress`, and PaymentsError.
 */
export async function giveUpOrder(
  orderId: string,
  { why, by, first, last }: GivingUp,
): Promise<void> {
  const open = await findOpenAttempt(database().read, orderId);
  if (open && open.outcome !== 'authenticating') throw new Failure('payment_in_progress');
  await finishMakingIntent(orderId);
  if (!(await cancelLiveIntent(orderId, first))) throw new Failure('order_closed');
  await cancelSetups(orderId);
  await database().transaction(async (tx) => {
    const at = Date.now();
    const order = await findOrderById(tx, orderId);
    if (!order || !mayGiveUp(order, why)) throw new Failure('order_closed');
    // Meanwhile the buyer has begun to pay, or the desk to charge: that intent would be left to
    // charge a canceled order.
    if (await findLiveIntent(tx, orderId)) throw new Failure('payment_in_progress');
    const change = {
      paymentState: nextPaymentState(order.paymentState, 'order_canceled'),
      ...heldNoMore,
      nextChargeAt: null,
    };
    if (!(await changeOrder(tx, order, change, at))) throw new Failure('order_closed');
    // Compared and set just now: of two who give up the same order one gets here.
    if (order.holdsStock) await returnCopy(tx, order.productId);
    // Nothing is charged by an agreement over an order that is no more.
    await withdrawOrderConsent(tx, order.userId, orderId, 'charge_later', at);
    await tell(tx, orderId, why, by ? { by } : {}, at);
    await last?.(tx, order, at);
  });
}

/** A pre-order whose card was set up does not expire: it waits to be charged. Its buyer may cancel it. */
const mayGiveUp = (order: Order, why: GivingUp['why']): boolean =>
  why === 'order_canceled'
    ? isCancelable(order.paymentState)
    : isPayable(order.paymentState) && order.scheduledCardId === null;
