import { findLiveIntent } from '@/db/queries/intents';
import { findOpenAttempt } from '@/db/queries/attempts';
import { changeOrder, findOrder } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { isPayable, nextPaymentState } from '../domain/order';
import { finishMaking } from './finish-making';
import { releaseIntent } from './release-intent';
import { tell } from './timeline';

/**
 * Gives up an order that is not paid. Its intent is canceled first, so that nothing can be charged
 * afterwards; where that fails because it was paid meanwhile, the order is paid.
 * Throws Failure `not_found`, `order_closed`, `payment_in_progress`, and PaymentsError.
 */
export async function cancelOrder(user: User, { orderId }: { orderId: string }): Promise<void> {
  const order = await findOrder(database().read, user.id, orderId);
  if (!order) throw new Failure('not_found');
  if (!isPayable(order.paymentState)) throw new Failure('order_closed');
  const open = await findOpenAttempt(database().read, orderId);
  if (open && open.outcome !== 'authenticating') throw new Failure('payment_in_progress');
  await finishMaking(orderId);
  if (!(await releaseIntent(orderId))) throw new Failure('order_closed');
  await database().transaction(async (tx) => {
    const at = Date.now();
    const now = await findOrder(tx, user.id, orderId);
    if (!now || !isPayable(now.paymentState)) throw new Failure('order_closed');
    // Another tab has begun to pay: its intent would be left to charge a canceled order.
    if (await findLiveIntent(tx, orderId)) throw new Failure('payment_in_progress');
    const paymentState = nextPaymentState(now.paymentState, 'order_canceled');
    if (!(await changeOrder(tx, now, { paymentState }, at))) throw new Failure('order_closed');
    await tell(tx, orderId, 'order_canceled', {}, at);
  });
}
