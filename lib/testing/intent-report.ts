import type { CardDetails } from '../domain/card';
import type { DisputeReport, RefundReport } from '../domain/refunds-and-disputes';
import type { IntentFailure, IntentReport, IntentStatus } from '../domain/intent';

export const cardDetails = (given: Partial<CardDetails> = {}): CardDetails => ({
  stripePaymentMethodId: 'pm_visa',
  stripeCustomerId: 'cus_1',
  brand: 'visa',
  last4: '4242',
  expMonth: 12,
  expYear: 2034,
  funding: 'credit',
  country: 'US',
  fingerprint: 'fingerprint',
  redisplay: 'unspecified',
  billing: null,
  ...given,
});

export const failureWith = (ref: string, given: Partial<IntentFailure> = {}): IntentFailure => ({
  ref,
  code: 'card_declined',
  declineCode: 'generic_decline',
  adviceCode: null,
  stripePaymentMethodId: 'pm_visa',
  ...given,
});

/** What one fetch of an intent tells; without a failure, a card or a charge unless given. */
export const reportOf = (
  status: IntentStatus,
  given: Partial<IntentReport> = {},
): IntentReport => ({
  stripeIntentId: 'pi_1',
  stripeCustomerId: 'cus_1',
  orderId: null,
  status,
  total: { amount: 4800, currency: 'eur' },
  failure: null,
  refusedCharges: 0,
  card: null,
  savedFor: null,
  charge: null,
  refunds: [],
  disputes: [],
  ...given,
});

/** A refund of ours that went through, as Stripe tells of it. */
export const refundOf = (given: Partial<RefundReport> = {}): RefundReport => ({
  stripeRefundId: 're_1',
  refundId: 'ours',
  amount: 1000,
  currency: 'eur',
  reason: 'unstated',
  status: 'succeeded',
  failureReason: null,
  createdAt: 0,
  ...given,
});

export const disputeOf = (given: Partial<DisputeReport> = {}): DisputeReport => ({
  stripeDisputeId: 'du_1',
  amount: 4800,
  currency: 'eur',
  reason: 'fraudulent',
  status: 'needs_response',
  evidenceDueAt: null,
  openedAt: 0,
  ...given,
});
