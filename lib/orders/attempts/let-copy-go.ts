import { findOpenAttempt } from '@/db/queries/attempts';
import { findLiveIntent } from '@/db/queries/intents';
import { findOrderById } from '@/db/queries/orders';
import { database } from '../../database';
import { Failure } from '../../domain/failure';
import { isPayable } from '../../domain/order';
import { cancelLiveIntent } from './cancel-intent';
import { giveCopyBack } from '../sync/copy';
import { finishMakingIntent } from './make-intent';

/**
 * Gives back the copy of an order that lives on without it: a pre-order whose buyer came back to pay,
 * took a copy anew, and left. Its intent is canceled first, because a browser may have its secret.
 * Throws Failure `payment_in_progress`, `order_closed`, and PaymentsError.
 */
export async function letCopyGo(orderId: string): Promise<void> {
  const open = await findOpenAttempt(database().read, orderId);
  if (open && open.outcome !== 'authenticating') throw new Failure('payment_in_progress');
  await finishMakingIntent(orderId);
  if (!(await cancelLiveIntent(orderId))) throw new Failure('order_closed');
  await database().transaction(async (tx) => {
    const order = await findOrderById(tx, orderId);
    // Meanwhile its buyer has begun to pay: that intent would be left to pay for no copy.
    if (await findLiveIntent(tx, orderId)) throw new Failure('payment_in_progress');
    if (order?.holdsStock && isPayable(order.paymentState)) {
      await giveCopyBack(tx, order, Date.now());
    }
  });
}
