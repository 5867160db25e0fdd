import type Stripe from 'stripe';
import type { Json } from '../domain/json';
import type { WrittenKey } from '../domain/ids';
import type { RefundReason } from '../domain/refund';
import { stripe } from './client';
import { PaymentsError } from './errors';
import { sendable } from './sendable';
import { change } from './send';

type RefundToMake = {
  stripeIntentId: string;
  amount: number;
  reason: RefundReason;
  orderId: string;
  refundId: string;
};

export const refundParameters = (refund: RefundToMake): Json =>
  ({
    payment_intent: refund.stripeIntentId,
    // Always said, though Stripe would take the rest without it: another refund may arrive first.
    amount: refund.amount,
    ...(refund.reason !== 'unstated' && { reason: refund.reason }),
    metadata: { order_id: refund.orderId, refund_id: refund.refundId },
  }) satisfies Stripe.RefundCreateParams;

/** Gives money back. Returns Stripe's id of the refund. Throws PaymentsError. */
export const createRefund = async (key: WrittenKey, parameters: Json): Promise<string> => {
  const refund = await change(key, (keyed) =>
    stripe().refunds.create(sendable<Stripe.RefundCreateParams>(parameters), keyed),
  );
  return refund.id;
};

/**
 * Spends a refund's key on something else: the intent is told the order that it names already. A key
 * is good for one endpoint only, so a call that is still out with it is refused from then on.
 * Returns `spent` where the key was free, `arrived` where the call with it came first.
 * Throws PaymentsError. Source: https://docs.stripe.com/api/idempotent_requests
 */
export async function spendRefundKey(
  key: WrittenKey,
  stripeIntentId: string,
  orderId: string,
): Promise<'spent' | 'arrived'> {
  try {
    await change(key, (keyed) =>
      stripe().paymentIntents.update(stripeIntentId, { metadata: { order_id: orderId } }, keyed),
    );
    return 'spent';
  } catch (error) {
    if (error instanceof PaymentsError && error.fault === 'key_reused') return 'arrived';
    throw error;
  }
}
