import { formatMoney, type Money } from '@/lib/domain/money';
import type { RefundStatus } from '@/lib/domain/refund';

/** How far a refund is, as its buyer reads it: nothing is promised that only their bank can do. */
export const refundWords: Record<RefundStatus, string> = {
  sending: 'Being sent to your bank.',
  unknown: 'We are finding out whether it was sent.',
  not_sent: 'Not sent.',
  pending: 'On its way to your card: banks take 5 to 10 days.',
  requires_action: 'Waiting for an answer from you: look for an email about it.',
  succeeded: 'Sent to your card: banks take 5 to 10 days to show it.',
  failed: 'Failed: your bank sent it back to us.',
  canceled: 'Canceled: nothing was sent to your card.',
};

/** What the button that refunds says. */
export const refundText = (refund: Money): string => `Refund ${formatMoney(refund)}`;

/** What a refund does, before it is made. `left` is what may go back. */
export function refundPreviewText(refund: Money, left: Money): string {
  const rest = { ...left, amount: left.amount - refund.amount };
  const what = `${formatMoney(refund)} goes back to the card that paid.`;
  return rest.amount === 0
    ? `${what} Nothing is left to refund then.`
    : `${what} ${formatMoney(rest)} is left to refund then.`;
}
