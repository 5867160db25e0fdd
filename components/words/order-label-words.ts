import type { Tone } from '@/components/ui/badge';
import type { OrderLabel } from '@/lib/domain/order';

/** What a list says of an order in a word or two. */
export const orderLabelWords: Record<OrderLabel, { text: string; tone: Tone }> = {
  scheduled: { text: 'Pre-ordered', tone: 'info' },
  awaiting_payment: { text: 'Awaiting payment', tone: 'neutral' },
  authenticating: { text: 'Waiting for your bank', tone: 'info' },
  processing: { text: 'Processing', tone: 'info' },
  paid: { text: 'Paid', tone: 'success' },
  // A bank that was asked in vain has declined nothing.
  declined: { text: 'Payment failed', tone: 'danger' },
  canceled: { text: 'Canceled', tone: 'neutral' },
  partially_refunded: { text: 'Partially refunded', tone: 'warning' },
  refunded: { text: 'Refunded', tone: 'neutral' },
  disputed: { text: 'Disputed', tone: 'warning' },
  dispute_lost: { text: 'Dispute lost', tone: 'danger' },
};
