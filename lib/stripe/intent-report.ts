import type Stripe from 'stripe';
import {
  intentStatuses,
  type IntentFailure,
  type IntentReport,
  type IntentStatus,
} from '../domain/intent';
import { savedFors } from '../domain/card';
import { isCurrency } from '../domain/money';
import { idOf, toCardDetails } from './cards';
import { noMoneyBack, toDisputeReport, toRefundReport, type Listed } from './refunds-and-disputes';

/** Stripe's answer in our words, without the client secret. */
export function toIntentReport(
  intent: Stripe.PaymentIntent,
  { refunds, disputes, charges = [] }: Listed = noMoneyBack,
): IntentReport {
  if (!isCurrency(intent.currency)) {
    throw new Error(`PaymentIntent ${intent.id} is in ${intent.currency}, which no order is in`);
  }
  return {
    stripeIntentId: intent.id,
    stripeCustomerId: idOf(intent.customer),
    orderId: intent.metadata.order_id ?? null,
    status: toStatus(intent),
    total: { amount: intent.amount, currency: intent.currency },
    failure: toFailure(intent.last_payment_error),
    refusedCharges: charges.filter(({ status }) => status === 'failed').length,
    card: toCard(intent),
    savedFor: savedFors.find((known) => known === intent.setup_future_usage) ?? null,
    charge: toCharge(intent),
    refunds: refunds.map(toRefundReport),
    disputes: disputes.map(toDisputeReport),
  };
}

function toFailure(error: Stripe.PaymentIntent.LastPaymentError | null): IntentFailure | null {
  if (!error) return null;
  const method = error.payment_method?.id ?? null;
  const code = error.code ?? error.type;
  return {
    // A failed 3-D Secure leaves no charge to be named by.
    ref: error.charge ?? `${method ?? 'none'}:${code}`,
    code,
    declineCode: error.decline_code ?? null,
    adviceCode: error.advice_code ?? null,
    stripePaymentMethodId: method,
  };
}

function toCard(intent: Stripe.PaymentIntent): IntentReport['card'] {
  const { payment_method: method } = intent;
  if (method && typeof method !== 'string') return toCardDetails(method);
  const failed = intent.last_payment_error?.payment_method;
  return failed ? toCardDetails(failed) : null;
}

function toCharge({ latest_charge: charge }: Stripe.PaymentIntent): IntentReport['charge'] {
  if (!charge || typeof charge === 'string' || charge.status !== 'succeeded') return null;
  return {
    stripeChargeId: charge.id,
    refundedAmount: charge.amount_refunded,
    disputed: charge.disputed,
  };
}

function toStatus({ id, status }: Stripe.PaymentIntent): IntentStatus {
  const known = intentStatuses.find((candidate) => candidate === status);
  // Money is never moved on a guess: a status newer than this code stops here, and is seen.
  if (!known) throw new Error(`PaymentIntent ${id} has a status that is not known: ${status}`);
  return known;
}
