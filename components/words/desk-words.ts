import type { Tone } from '@/components/ui/badge';
import { cardLabel } from '@/components/wallet/card-words';
import type { AttemptKind, AttemptOutcome } from '@/lib/domain/attempt';
import type { Count } from '@/lib/domain/desk-view';
import type { InboxState } from '@/lib/domain/inbox';
import { formatMoney, isCurrency } from '@/lib/domain/money';
import type { DisputeStatus } from '@/lib/domain/order';
import type { OrderFilter } from '@/lib/domain/order-filter';
import type { RefundReason, RefundStatus } from '@/lib/domain/refund';

type Words = { text: string; tone: Tone };

export const filterWords: Record<OrderFilter, string> = {
  all: 'All',
  needs_attention: 'Needs attention',
  scheduled: 'Pre-ordered',
  awaiting_payment: 'Awaiting payment',
  authenticating: 'Waiting for the bank',
  processing: 'Processing',
  paid: 'Paid',
  declined: 'Payment failed',
  canceled: 'Canceled',
  partially_refunded: 'Partially refunded',
  refunded: 'Refunded',
  disputed: 'Disputed',
};

/** Of a limited edition. */
export const copyWords = { set_aside: 'Set aside', none: 'None set aside' } as const;

export const outcomeWords: Record<AttemptOutcome, Words> = {
  sending: { text: 'Sending', tone: 'info' },
  authenticating: { text: 'Waiting for the bank', tone: 'info' },
  processing: { text: 'Processing', tone: 'info' },
  unknown: { text: 'Unknown', tone: 'warning' },
  succeeded: { text: 'Succeeded', tone: 'success' },
  declined: { text: 'Declined', tone: 'danger' },
  superseded: { text: 'Superseded', tone: 'neutral' },
  not_sent: { text: 'Not sent', tone: 'neutral' },
};

export const kindWords: Record<AttemptKind, string> = {
  create: 'New payment, by us',
  confirm: 'Same payment, by us',
  browser: 'By the browser',
};

export const refundStatusWords: Record<RefundStatus, Words> = {
  sending: { text: 'Sending', tone: 'info' },
  unknown: { text: 'Unknown', tone: 'warning' },
  not_sent: { text: 'Not sent', tone: 'neutral' },
  pending: { text: 'Pending', tone: 'info' },
  requires_action: { text: 'Waits for the buyer', tone: 'warning' },
  succeeded: { text: 'Succeeded', tone: 'success' },
  failed: { text: 'Failed', tone: 'danger' },
  canceled: { text: 'Canceled', tone: 'neutral' },
};

export const refundReasonWords: Record<RefundReason, string> = {
  requested_by_customer: 'Requested by the buyer',
  duplicate: 'Duplicate',
  fraudulent: 'Fraudulent',
  unstated: 'Not stated',
};

export const disputeWords: Record<DisputeStatus, Words> = {
  needs_response: { text: 'Needs a response', tone: 'danger' },
  appeal_needs_response: { text: 'Appeal needs a response', tone: 'danger' },
  warning_needs_response: { text: 'Inquiry needs a response', tone: 'warning' },
  under_review: { text: 'Under review', tone: 'info' },
  appeal_under_review: { text: 'Appeal under review', tone: 'info' },
  warning_under_review: { text: 'Inquiry under review', tone: 'info' },
  won: { text: 'Won', tone: 'success' },
  lost: { text: 'Lost', tone: 'danger' },
  warning_closed: { text: 'Inquiry closed', tone: 'neutral' },
  prevented: { text: 'Prevented', tone: 'neutral' },
};

export const inboxWords: Record<InboxState, Words> = {
  processed: { text: 'Processed', tone: 'success' },
  waiting: { text: 'Waiting', tone: 'info' },
  failing: { text: 'Failing', tone: 'warning' },
  given_up: { text: 'Given up', tone: 'danger' },
};

/** A word of the code's or of Stripe's as a person writes it: `payment_failed` is "Payment failed". */
export const plainWord = (word: string): string => {
  const spaced = word.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** Older releases wrote down that an order was shipped where its card was charged, and nothing more. */
const formerDeeds: Readonly<Record<string, string>> = { ship_order: 'charge_order' };

/** What somebody of the staff did, as a person writes it: `refund_order` is "Refund order". */
export const deedText = (action: string): string => plainWord(formerDeeds[action] ?? action);

/** A name of the code's in small words: `lookedAt` is "looked at". */
export const spacedName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

export const countText = ({ count, more }: Count): string =>
  `${count.toLocaleString('en')}${more ? '+' : ''}`;

/** How long something took or takes, in ms, in its two largest units: "2 h 5 min". */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? `${hours} h ${minutes % 60} min`
    : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** The telling part of what a timeline entry or a deed carries: amount, card, and plain words. */
export function dataText(data: unknown): string {
  if (typeof data !== 'object' || data === null) return '';
  const { amount, currency, brand, last4, ...rest } = data as Record<string, unknown>;
  const parts: string[] = [];
  if (typeof amount === 'number' && typeof currency === 'string' && isCurrency(currency)) {
    parts.push(formatMoney({ amount, currency }));
  }
  if (typeof brand === 'string' && typeof last4 === 'string') {
    parts.push(cardLabel({ brand, last4 }));
  }
  for (const [name, value] of Object.entries(rest)) {
    const isPlain = typeof value === 'string' || typeof value === 'number';
    if (isPlain && value !== '') parts.push(`${spacedName(name)}: ${value}`);
  }
  return parts.join(' · ');
}
