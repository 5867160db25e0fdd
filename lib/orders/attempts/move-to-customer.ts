import { findOpenAttempt } from '@/db/queries/attempts';
import { findLiveIntent } from '@/db/queries/intents';
import { changeOrder, findOrderById, type Order } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import type { LinkedCustomer } from '../../customers/link-customer';
import { database } from '../../database';
import { Failure } from '../../domain/failure';
import { isCancelable } from '../../domain/order';
import type { Subject } from '../../domain/subject';
import { log } from '../../log';
import { findOrderOf } from '../subject';
import { cancelLiveIntent } from './cancel-intent';
import { finishMakingIntent } from './make-intent';

/**
 * Moves an order that is not paid, a pre-order included, to the Customer that its buyer has now.
 * The one that it was placed with was deleted at Stripe, and an intent of that one takes no card of
 * this one. It is canceled first, so that it cannot charge beside the next. Does nothing where they
 * are the same. Throws Failure `payment_in_progress` and `order_closed`, and PaymentsError.
 */
export async function moveToCustomer(order: Order, customer: LinkedCustomer): Promise<void> {
  if (order.customerId === customer.id || !isCancelable(order.paymentState)) return;
  const open = await findOpenAttempt(database().read, order.id);
  if (open && open.outcome !== 'authenticating') throw new Failure('payment_in_progress');
  await finishMakingIntent(order.id);
  if (!(await cancelLiveIntent(order.id))) throw new Failure('order_closed');
  const isMoved = await database().transaction(async (tx) => {
    const now = await findOrderById(tx, order.id);
    if (!now || !isCancelable(now.paymentState)) throw new Failure('order_closed');
    // Another tab has begun to pay.
    if (await findLiveIntent(tx, order.id)) return false;
    return changeOrder(tx, now, { customerId: customer.id }, Date.now());
  });
  if (!isMoved) throw new Failure('payment_in_progress');
  log().info({ orderId: order.id }, 'an order was moved to its buyer’s new Customer');
}

/** The same for the order that is meant, where it is placed already. */
export async function moveSubjectToCustomer(
  user: User,
  subject: Subject,
  customer: LinkedCustomer,
): Promise<void> {
  const order = await findOrderOf(database().read, user.id, subject);
  if (order) await moveToCustomer(order, customer);
}
