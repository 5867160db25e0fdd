import { isWholeStep, type Money } from './money';

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

/** Statuses that Stripe gives. */
export type ToldRefundStatus = Exclude<RefundStatus, 'sending' | 'unknown' | 'not_sent'>;

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

/**
 * `nothing_left`: all was given back, or is on its way. `too_large`: more than what is left.
 * The last digit is a rule of Stripe's for KWD: https://docs.stripe.com/currencies#three-decimal
 */
export type RefundFault = 'not_positive' | 'wrong_last_digit' | 'nothing_left' | 'too_large';

/**
 * Says why this may not be given back of the `rest` that is left, or null where it may. A refund has
 * no minimum of its own, unlike a charge.
 */
export function findRefundFault(refund: Money, rest: number): RefundFault | null {
  if (rest <= 0) return 'nothing_left';
  if (!Number.isSafeInteger(refund.amount) || refund.amount <= 0) return 'not_positive';
  if (!isWholeStep(refund)) return 'wrong_last_digit';
  return refund.amount > rest ? 'too_large' : null;
}

type Asked = { orderId: string; amount: number | null; reason: RefundReason };

/**
 * Whether a request asks for the refund that was written down for it. `null` asks for all that is
 * left beside it; `rest` is what is left with it.
 */
export function isSameRefund(
  known: KnownRefund & { orderId: string; reason: RefundReason },
  asked: Asked,
  rest: number,
): boolean {
  const amount = asked.amount ?? rest + (isVoid(known.status) ? 0 : known.amount);
  return (
    asked.orderId === known.orderId && asked.reason === known.reason && amount === known.amount
  );
}

/** A refund as its buyer sees it. */
export type RefundLine = { id: string; total: Money; status: RefundStatus; createdAt: number };

/** A refund as staff see it. */
export type RefundEntry = RefundLine & {
  reason: RefundReason;
  /** Stripe's word for why it failed or was canceled. */
  failureReason: string | null;
  stripeRefundId: string | null;
  /** Who of the staff asked for it; null for one that was made in Stripe's Dashboard. */
  staffId: string | null;
};
