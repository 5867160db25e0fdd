import { findOrderById } from '@/db/queries/orders';
import { database } from '../../database';
import { Failure } from '../../domain/failure';
import type { PaymentState } from '../../domain/order';
import { log } from '../../log';
import { PaymentsError } from '../../stripe/errors';
import { checkRefusedCard } from '../attempts/refused-card';
import { sendAttempt } from '../attempts/send-attempt';
import { syncOrder } from '../sync/sync-order';
import type { Begun } from '../attempts/write-attempt';

/**
 * Sends a charge that was written down, and tells where its order stands then. Nobody waits for
 * it, so what goes wrong is not thrown: it stands in the order, and the reconciler or the schedule
 * goes on from there.
 */
export async function sendCharge(begun: Begun): Promise<PaymentState> {
  const orderId = begun.order.id;
  try {
    await sendAttempt(begun);
  } catch (error) {
    if (!(error instanceof PaymentsError)) throw error;
    log().warn({ error, orderId, attemptId: begun.attempt.id }, 'a charge was not answered');
    // Its intent was canceled or paid by somebody else meanwhile.
    if (error.fault === 'unexpected_state') await syncOrder(orderId);
    await lookAtCard(error, begun.attempt.cardId);
  }
  const order = await findOrderById(database().read, orderId);
  if (!order) throw new Error(`order ${orderId} is gone`);
  return order.paymentState;
}

/** Where the card is gone, its orders and their buyers have been told by the look itself. */
async function lookAtCard(error: PaymentsError, cardId: string | null): Promise<void> {
  try {
    await checkRefusedCard(error, cardId);
  } catch (found) {
    if (!(found instanceof Failure || found instanceof PaymentsError)) throw found;
  }
}
