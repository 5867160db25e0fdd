import type Stripe from 'stripe';
import type { DisputeReport, RefundReport } from '../domain/refunds-and-disputes';
import { isCurrency, type Currency } from '../domain/money';
import { disputeStatuses, type DisputeStatus } from '../domain/order';
import { refundReasons } from '../domain/refund';
import { stripe } from './client';
import { look } from './send';

export type StripeMoneyBack = {
  refunds: readonly Stripe.Refund[];
  disputes: readonly Stripe.Dispute[];
};

/** What was listed beside an intent: its refunds and disputes, and its charges where some failed. */
export type Listed = StripeMoneyBack & { charges?: readonly Stripe.Charge[] };

export const noMoneyBack: StripeMoneyBack = { refunds: [], disputes: [] };

/** As many as a page of Stripe's holds. */
const PAGE = 100;

/** No charge has so many; the SDK wants a bound. */
const MOST = 10_000;

/**
 * All refunds and disputes of an intent that was fetched with its charge's newest refunds. Costs no
 * call where there are neither: the charge says so. Throws PaymentsError.
 */
export async function fetchMoneyBack({
  id,
  latest_charge: charge,
}: Stripe.PaymentIntent): Promise<StripeMoneyBack> {
  if (!charge || typeof charge === 'string') return noMoneyBack;
  const page = { payment_intent: id, limit: PAGE };
  // What failed is no part of `amount_refunded`, so the list is asked and not the sum.
  const refunds = charge.refunds?.has_more
    ? await look(() => stripe().refunds.list(page).autoPagingToArray({ limit: MOST }))
    : (charge.refunds?.data ?? []);
  const disputes = charge.disputed
    ? await look(() => stripe().disputes.list(page).autoPagingToArray({ limit: MOST }))
    : [];
  // Stripe lists the newest first; a timeline begins with the oldest.
  return { refunds: refunds.toReversed(), disputes: disputes.toReversed() };
}

export const toRefundReport = (refund: Stripe.Refund): RefundReport => ({
  stripeRefundId: refund.id,
  refundId: refund.metadata?.refund_id ?? null,
  amount: refund.amount,
  currency: toCurrency(refund),
  reason: refundReasons.find((known) => known === refund.reason) ?? 'unstated',
  status: toRefundStatus(refund.status),
  failureReason: refund.failure_reason ?? null,
  createdAt: refund.created * 1000,
});

const toldStatuses = ['requires_action', 'succeeded', 'failed', 'canceled'] as const;

/** A status newer than this code counts as money that is still on its way. */
const toRefundStatus = (status: string | null): RefundReport['status'] =>
  toldStatuses.find((known) => known === status) ?? 'pending';

export const toDisputeReport = (dispute: Stripe.Dispute): DisputeReport => {
  const status = toDisputeStatus(dispute.status);
  const dueBy = status.endsWith('needs_response') ? dispute.evidence_details.due_by : null;
  return {
    stripeDisputeId: dispute.id,
    amount: dispute.amount,
    currency: toCurrency(dispute),
    reason: dispute.reason,
    status,
    evidenceDueAt: dueBy === null ? null : dueBy * 1000,
    openedAt: dispute.created * 1000,
  };
};

/** A status newer than this code counts as a dispute that is open. */
const toDisputeStatus = (status: Stripe.Dispute.Status): DisputeStatus =>
  disputeStatuses.find((known) => known === status) ?? 'under_review';

function toCurrency({ id, currency }: { id: string; currency: string }): Currency {
  if (!isCurrency(currency)) throw new Error(`${id} is in ${currency}, which no order is in`);
  return currency;
}
