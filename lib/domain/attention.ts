import type { Money } from './money';
import type { DisputeStatus } from './order';
import type { RefundStatus } from './refund';

/**
 * States in which the shop owes somebody something, and which end with what staff do, not with a
 * word of Stripe's. `refund_failed`: money that was to go back and did not, canceled ones among it.
 * `oversold`: paid for an edition with no copy left. `charged_after_cancel`: paid after the order
 * was given up. `charged_twice`: paid by a second charge.
 */
export const attentionKinds = [
  'refund_failed',
  'oversold',
  'charged_after_cancel',
  'charged_twice',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/** Owed, as it was written down. `cause` is Stripe's id of the refund or of the payment. */
export type Owed = { kind: AttentionKind; cause: string; total: Money; since: number };

/** States that want somebody too, but end by Stripe's word: nobody needs to say that they are over. */
export const watchedKinds = [
  'dispute_unanswered',
  'payment_unknown',
  'refund_unknown',
  'refund_stuck',
] as const;
export type WatchedKind = (typeof watchedKinds)[number];

/**
 * How long a refund may be on its way before somebody looks, in ms. Stripe's own are through within
 * days; one that waits for longer waits for money on the shop's balance, or for the buyer.
 * Source: https://docs.stripe.com/refunds#failed-refunds
 */
export const REFUND_IS_STUCK_AFTER_MS = 5 * 24 * 60 * 60_000;

type Given = {
  stripeRefundId: string | null;
  amount: number;
  status: RefundStatus;
  createdAt: number;
  /** Whose charge it goes back from. */
  stripeIntentId: string | null;
};

type MoneyNow = {
  refundedAmount: number;
  dispute: DisputeStatus | null;
  refunds: readonly Given[];
};

const SECOND_MS = 1000;

const isGiven = ({ status }: Given): boolean =>
  status === 'succeeded' || status === 'pending' || status === 'requires_action';

const sumOf = (refunds: readonly Given[]): number =>
  refunds.filter(isGiven).reduce((total, { amount }) => total + amount, 0);

/**
 * Whether the money has gone back since: its buyer is promised nothing more then, though the row
 * stands until somebody of the staff has closed it.
 */
export function isSettled(
  { kind, cause, total, since }: Owed,
  { refundedAmount, dispute, refunds }: MoneyNow,
): boolean {
  const ofPayment = (id: string | null) =>
    refunds.filter(({ stripeIntentId }) => stripeIntentId === id);
  if (kind === 'charged_twice') return sumOf(ofPayment(cause)) >= total.amount;
  // The bank gave all of it back.
  if (dispute === 'lost') return true;
  if (kind !== 'refund_failed') return refundedAmount >= total.amount;
  // Stripe counts in whole seconds: one that was made right after may seem to be from before.
  const failed = refunds.find(({ stripeRefundId }) => stripeRefundId === cause);
  const later = ofPayment(failed?.stripeIntentId ?? null).filter(
    ({ createdAt }) => createdAt + SECOND_MS > since,
  );
  return sumOf(later) >= total.amount;
}
