import type { Money } from './money';

/** Where the money of an order is. Refunds and disputes are laid over it and never change it. */
export const paymentStates = [
  'scheduled',
  'awaiting_payment',
  'authenticating',
  'processing',
  'paid',
  'declined',
  'canceled',
] as const;
export type PaymentState = (typeof paymentStates)[number];

export const paymentEvents = [
  'payment_scheduled',
  'off_session_started',
  'off_session_not_sent',
  'payment_started',
  'authentication_required',
  'processing_started',
  'payment_failed',
  'payment_not_sent',
  'payment_succeeded',
  'order_canceled',
] as const;
export type PaymentEvent = (typeof paymentEvents)[number];

// `off_session_…` is ours: nobody waits for it, so the order stays where it was agreed to be.
// `payment_…` is the buyer's, who may try again.
const unpaid = {
  payment_scheduled: 'scheduled',
  off_session_started: 'scheduled',
  off_session_not_sent: 'scheduled',
  payment_started: 'awaiting_payment',
  authentication_required: 'authenticating',
  processing_started: 'processing',
  payment_failed: 'declined',
  payment_not_sent: 'awaiting_payment',
  payment_succeeded: 'paid',
  order_canceled: 'canceled',
} as const;

/**
 * `paid` is final: nothing leads out of it. `canceled` gives way to a charge only, because a
 * payment that shows up after all was taken from a buyer and must be seen.
 */
const arrows: Record<PaymentState, Partial<Record<PaymentEvent, PaymentState>>> = {
  scheduled: unpaid,
  awaiting_payment: unpaid,
  authenticating: unpaid,
  processing: unpaid,
  declined: unpaid,
  paid: {},
  canceled: { payment_succeeded: 'paid' },
};

// Stripe may deliver a failure after the success that followed it, so a pair
// without an arrow keeps the state; it is not an error.
export const nextPaymentState = (from: PaymentState, event: PaymentEvent): PaymentState =>
  arrows[from][event] ?? from;

/** States in which the buyer may start another attempt; of a pre-order see `isPayableNow`. */
export const isPayable = (state: PaymentState): boolean =>
  state === 'awaiting_payment' || state === 'declined' || state === 'authenticating';

type Terms = {
  paymentState: PaymentState;
  isPreorder: boolean;
  /** Set once a card was set up for a pre-order: from then on it may be charged. */
  scheduledCardId: string | null;
};

/**
 * Whether the buyer may pay here and now. A pre-order may only after its charge was tried: before
 * that the agreement is that it is charged when it is sent.
 */
export const isPayableNow = (order: Terms): boolean =>
  isPayable(order.paymentState) && (!order.isPreorder || order.scheduledCardId !== null);

/** Whether the buyer may choose the card that a pre-order is charged to when it is sent. */
export const takesCard = (order: Terms): boolean =>
  order.isPreorder &&
  (order.paymentState === 'scheduled' ||
    (order.paymentState === 'awaiting_payment' && order.scheduledCardId === null));

/** Whether the buyer may give the order up. */
export const isCancelable = (state: PaymentState): boolean =>
  isPayable(state) || state === 'scheduled';

/** States that something outside of us will change: worth watching. */
export const isMoving = (state: PaymentState): boolean =>
  state === 'awaiting_payment' || state === 'authenticating' || state === 'processing';

/** Stripe's dispute statuses, the worst first: an order with several shows the first that applies. */
export const disputeStatuses = [
  'lost',
  'needs_response',
  'appeal_needs_response',
  'under_review',
  'appeal_under_review',
  'warning_needs_response',
  'warning_under_review',
  'won',
  'warning_closed',
  'prevented',
] as const;
export type DisputeStatus = (typeof disputeStatuses)[number];

/** Disputes that wait for the merchant's evidence, and are lost without it. */
export const answerableDisputes = [
  'needs_response',
  'appeal_needs_response',
  'warning_needs_response',
] as const satisfies readonly DisputeStatus[];

/** The worst of an order's disputes; null where there is none. */
export const worstDispute = (statuses: readonly DisputeStatus[]): DisputeStatus | null =>
  disputeStatuses.find((status) => statuses.includes(status)) ?? null;

export type OrderLabel =
  PaymentState | 'partially_refunded' | 'refunded' | 'disputed' | 'dispute_lost';

/** What people read of an order, derived from its payment, its refunds and its disputes. */
export function orderLabel(order: {
  paymentState: PaymentState;
  total: Money;
  refundedAmount: number;
  dispute: DisputeStatus | null;
}): OrderLabel {
  if (order.paymentState !== 'paid') return order.paymentState;
  if (order.dispute === 'lost') return 'dispute_lost';
  if (order.dispute !== null && isOpenDispute(order.dispute)) return 'disputed';
  if (order.refundedAmount >= order.total.amount) return 'refunded';
  return order.refundedAmount > 0 ? 'partially_refunded' : 'paid';
}

/** Won, closed and prevented disputes are over and leave no mark; a lost one keeps its own. */
export const isOpenDispute = (status: DisputeStatus): boolean =>
  !['won', 'warning_closed', 'prevented', 'lost'].includes(status);
