import type { Decline } from './attempt';
import type { CardDetails, SavedFor } from './card';
import type { DisputeReport, RefundReport } from './refunds-and-disputes';
import type { Money } from './money';

export const intentStatuses = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
] as const;
export type IntentStatus = (typeof intentStatuses)[number];

/** A failure that Stripe put on record. `ref` tells it from every other failure of the intent. */
export type IntentFailure = Decline & {
  ref: string;
  stripePaymentMethodId: string | null;
};

/**
 * Stripe's word on an order's PaymentIntent, as one fetch told it. It carries no client secret:
 * this is what is compared, stored and logged.
 */
export type IntentReport = {
  stripeIntentId: string;
  stripeCustomerId: string | null;
  orderId: string | null;
  status: IntentStatus;
  total: Money;
  failure: IntentFailure | null;
  /** How many charges of it were refused; 0 where nothing failed, or nobody asked for them. */
  refusedCharges: number;
  /** The card that stands on the intent or paid it, as far as Stripe told. */
  card: CardDetails | null;
  /** What the card that pays it is saved for; null where it is not saved. */
  savedFor: SavedFor | null;
  /** The charge that went through, with what has been given back of it in minor units. */
  charge: {
    stripeChargeId: string;
    refundedAmount: number;
    disputed: boolean;
  } | null;
  /** All of the charge's refunds where the fetch asked for them; else none, which says nothing. */
  refunds: readonly RefundReport[];
  disputes: readonly DisputeReport[];
};
