import type { RefundStatus } from '@/lib/domain/refund';

/** How far a refund is, as its buyer reads it: nothing is promised that only their bank can do. */
export const refundWords: Record<RefundStatus, string> = {
  sending: 'Being sent to your bank.',
  unknown: 'We are finding out whether it was sent.',
  not_sent: 'Not sent.',
  pending: 'On its way to your card: banks take 5 to 10 days.',
  requires_action: 'Waiting for an answer from you: look for an e-mail about it.',
  succeeded: 'Sent to your card: banks take 5 to 10 days to show it.',
  failed: 'Failed: your bank sent it back to us.',
  canceled: 'Canceled: nothing was sent to your card.',
};
