import { moveAttempt, type Attempt } from '@/db/queries/attempts';
import { endIntent } from '@/db/queries/intents';
import { changeOrder, findOrderById } from '@/db/queries/orders';
import { database } from '../database';
import { nextPaymentState } from '../domain/order';
import { tell } from './timeline';

type Why = {
  /** The intent was never made, or has been canceled: the order may have another. */
  endsIntent?: boolean;
  /** For the timeline; no words of Stripe's. */
  data?: { fault: string; code: string | null };
};

/**
 * Ends an attempt that never reached Stripe: nobody was charged, and the order can be paid again.
 * Does nothing where the attempt was ended meanwhile.
 */
export async function closeUnsent(attempt: Attempt, why: Why = {}): Promise<void> {
  await database().transaction(async (tx) => {
    const at = Date.now();
    if (!(await moveAttempt(tx, attempt.id, 'not_sent', null, at))) return;
    if (why.endsIntent) await endIntent(tx, attempt.intentId, at);
    const order = await findOrderById(tx, attempt.orderId);
    if (!order) throw new Error(`attempt ${attempt.id} is of no order`);
    const paymentState = nextPaymentState(order.paymentState, 'payment_not_sent');
    if (!(await changeOrder(tx, order, { paymentState }, at))) {
      // Only another server can write between the two statements: nothing is written, and the
      // reconciler comes back.
      throw new Error(`order ${order.reference} was written by another server`);
    }
    await tell(tx, order.id, 'payment_not_sent', why.data ?? {}, at);
  });
}
