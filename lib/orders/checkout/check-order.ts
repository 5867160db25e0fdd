import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { Failure } from '../../domain/failure';
import { takesCard, type PaymentState } from '../../domain/order';
import { log } from '../../log';
import { syncOrderSetups } from '../../setups/sync-setup';
import { PaymentsError } from '../../stripe/errors';
import { getOrder } from '../subject';
import { syncOrder } from '../sync/sync-order';

/**
 * Asks Stripe where an order stands. Charges nothing: it is what the browser calls after a
 * challenge, and when somebody comes back. Throws Failure `not_found` and PaymentsError.
 */
export async function checkOrder(
  user: User,
  { orderId }: { orderId: string },
): Promise<{ paymentState: PaymentState }> {
  const { read } = database();
  const before = await getOrder(read, user.id, orderId);
  if (takesCard(before)) await syncOrderSetups(orderId);
  if (before.paymentState !== 'paid' && before.paymentState !== 'canceled') {
    await syncOrder(orderId);
  }
  const { paymentState } = await getOrder(read, user.id, orderId);
  return { paymentState };
}

/**
 * Looks at an order whose buyer comes back from a redirect. Whatever goes wrong, the order's page
 * is where to go on: it says that there is no such order, or goes on asking.
 */
export async function lookAtOrder(user: User, orderId: string): Promise<void> {
  try {
    await checkOrder(user, { orderId });
  } catch (error) {
    if (error instanceof Failure) return;
    if (!(error instanceof PaymentsError)) throw error;
    log().warn({ error, orderId }, 'the return page could not look');
  }
}

/**
 * Goes on with a challenge that was left open, on the same intent. The secret is null where there
 * is nothing to go on with any more. Throws Failure `not_found` and PaymentsError.
 */
export async function resumePayment(
  user: User,
  { orderId }: { orderId: string },
): Promise<{ clientSecret: string | null }> {
  const order = await getOrder(database().read, user.id, orderId);
  const answer = await (takesCard(order) ? syncOrderSetups(orderId) : syncOrder(orderId));
  return { clientSecret: answer?.report.status === 'requires_action' ? answer.clientSecret : null };
}
