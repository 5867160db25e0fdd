import { z } from 'zod';
import { findOrder } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { Failure } from '../../domain/failure';
import { takesCard, type PaymentState } from '../../domain/order';
import { syncOrder } from '../sync/sync-order';
import { syncOrderSetups } from '../../setups/sync-order-setups';

export const orderInput = z.object({ orderId: z.uuid() });

/**
 * Asks Stripe where an order stands. Charges nothing: it is what the browser calls after a
 * challenge, and when somebody comes back. Throws Failure `not_found` and PaymentsError.
 */
export async function checkOrder(
  user: User,
  { orderId }: { orderId: string },
): Promise<{ paymentState: PaymentState }> {
  const before = await findOrder(database().read, user.id, orderId);
  if (!before) throw new Failure('not_found');
  if (takesCard(before)) await syncOrderSetups(orderId);
  if (before.paymentState !== 'paid' && before.paymentState !== 'canceled') {
    await syncOrder(orderId);
  }
  const order = await findOrder(database().read, user.id, orderId);
  return { paymentState: order?.paymentState ?? before.paymentState };
}

/**
 * Goes on with a challenge that was left open, on the same intent. The secret is null where there
 * is nothing to go on with any more. Throws Failure `not_found` and PaymentsError.
 */
export async function resumePayment(
  user: User,
  { orderId }: { orderId: string },
): Promise<{ clientSecret: string | null }> {
  const order = await findOrder(database().read, user.id, orderId);
  if (!order) throw new Failure('not_found');
  const answer = await (takesCard(order) ? syncOrderSetups(orderId) : syncOrder(orderId));
  return { clientSecret: answer?.report.status === 'requires_action' ? answer.clientSecret : null };
}
