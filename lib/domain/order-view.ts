import type { PostalAddress } from './address';
import type { AttemptOutcome, DeclineReason } from './attempt';
import type { AttentionKind } from './attention';
import type { CardView } from './card';
import type { Money } from './money';
import type { DisputeStatus, OrderLabel, PaymentState } from './order';
import type { RefundLine } from './refund';
import type { Sending } from './sending';

/** What happened to an order, in the order in which it happened. */
export const orderEventTypes = [
  'order_placed',
  'address_changed',
  'payment_scheduled',
  'card_changed',
  'setup_challenged',
  'setup_failed',
  'attempt_started',
  'authentication_required',
  'processing_started',
  'payment_failed',
  'copy_returned',
  'payment_not_sent',
  'payment_succeeded',
  'outcome_unknown',
  'charge_put_off',
  'action_needed',
  'refund_started',
  'refund_unknown',
  'refund_not_sent',
  'refund_pending',
  'refunded',
  'refund_failed',
  'refund_taken_back',
  'refund_canceled',
  'inquiry_opened',
  'inquiry_closed',
  'dispute_opened',
  'dispute_changed',
  'dispute_won',
  'dispute_lost',
  'dispute_prevented',
  'order_sent',
  'sending_undone',
  'tracking_changed',
  'order_canceled',
  'order_expired',
  'oversold',
  'charged_twice',
] as const;
export type OrderEventType = (typeof orderEventTypes)[number];

/** What a list shows of an order. */
export type OrderSummary = {
  id: string;
  reference: string;
  title: string;
  image: string;
  alt: string;
  productSlug: string;
  total: Money;
  label: OrderLabel;
  paymentState: PaymentState;
  /** Whether it is to be sent, or was; null where there is nothing to say of that. */
  sending: Sending | null;
  createdAt: number;
};

export type PaidCard = { brand: string; last4: string };

export type PreorderView = {
  /** The last moment at which it is charged and sent, in ms. */
  shipBy: number;
  /** That moment is over, and with it the agreement to charge. */
  isLapsed: boolean;
  /** The words that its buyer agreed to; null once they do not stand any more. */
  agreement: string | null;
  /** What it is charged to when it is sent; null until a card was set up. */
  card: (CardView & { canBeCharged: boolean }) | null;
  /** Whether its buyer may choose the card, or change it. */
  takesCard: boolean;
  /** What was last heard of a card that is being set up. */
  setup: 'challenged' | 'failed' | null;
};

/** What an order's own page shows. */
export type OrderView = OrderSummary & {
  version: number;
  receiptEmail: string;
  /** Null where nobody has said. */
  goesTo: PostalAddress | null;
  /** Whether it may still be sent elsewhere. */
  canChangeAddress: boolean;
  refundedAmount: number;
  /** Oldest first, without those that never reached Stripe. */
  refunds: RefundLine[];
  disputes: { id: string; total: Money; status: DisputeStatus; openedAt: number }[];
  /** What the shop still owes its buyer for, the oldest first. */
  owed: { id: string; kind: AttentionKind; total: Money; since: number }[];
  paidWith: PaidCard | null;
  /** The attempt that is not over, if there is one. */
  openOutcome: AttemptOutcome | null;
  /** Until when a copy of a limited edition is set aside for it, in ms; null where none is. */
  heldUntil: number | null;
  /** Whether it is of a limited edition, and its copy went back on the shelf. */
  lacksCopy: boolean;
  /** When a charge that was put off is tried again, in ms; null where none is. */
  nextChargeAt: number | null;
  /** Null for an order that is paid at once. */
  preorder: PreorderView | null;
  /** Whether its buyer may pay here and now. */
  isPayable: boolean;
  declined: { reason: DeclineReason; card: PaidCard | null } | null;
  events: {
    id: string;
    type: OrderEventType;
    data: unknown;
    at: number;
    requestId: string | null;
  }[];
};
