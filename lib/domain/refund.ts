/** Why money goes back, in Stripe's words; `unstated` is what the Dashboard leaves open. */
export const refundReasons = [
  'requested_by_customer',
  'duplicate',
  'fraudulent',
  'unstated',
] as const;
export type RefundReason = (typeof refundReasons)[number];

/**
 * `sending` and `unknown` are ours: Stripe has not answered yet, or nobody heard it. `not_sent`
 * never reached Stripe. The others are Stripe's own: https://docs.stripe.com/api/refunds/object
 */
export const refundStatuses = [
  'sending',
  'unknown',
  'not_sent',
  'pending',
  'requires_action',
  'succeeded',
  'failed',
  'canceled',
] as const;
export type RefundStatus = (typeof refundStatuses)[number];

/** A refund that gave nothing back, and never will: what it was for may be refunded again. */
const isVoid = (status: RefundStatus): boolean =>
  status === 'not_sent' || status === 'failed' || status === 'canceled';

type KnownRefund = { amount: number; status: RefundStatus };

/**
 * How much of an order may still be given back, in minor units. A refund that nobody has heard the
 * end of counts as given: two of them together must never be more than was paid.
 */
export const refundableAmount = (
  order: { amount: number; refundedAmount: number },
  refunds: readonly KnownRefund[],
): number => {
  const promised = refunds
    .filter(({ status }) => !isVoid(status))
    .reduce((total, { amount }) => total + amount, 0);
  return order.amount - Math.max(promised, order.refundedAmount);
};
