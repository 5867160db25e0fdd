import type Stripe from 'stripe';
import type { Decline } from '../../cards/declines';
import { findCard } from '../../cards/catalog';
import type { World } from '../../state/world';
import { networkOf } from './card-networks';
import type { MethodRow } from './payment-method-object';

/** A card authorization holds for seven days before it lapses. */
const AUTHORIZATION_S = 7 * 24 * 60 * 60;

/** What 3-D Secure did for a payment. */
export type ThreeDSecureResult =
  'authenticated' | 'attempt_acknowledged' | 'processing_error' | 'frictionless';

export interface ChargeInput {
  readonly intent: Stripe.PaymentIntent;
  readonly method: MethodRow;
  readonly decline: Decline | null;
  readonly captured: boolean;
  readonly threeDSecure: ThreeDSecureResult | null;
  readonly mandate: string | null;
  readonly status?: 'pending';
}

export function chargeObject(world: World, input: ChargeInput): Stripe.Charge {
  const { intent, method, decline, captured } = input;
  const card = method.object.type === 'card';
  const id = `${card ? 'ch' : 'py'}_3${world.ids.text(23)}`;
  const paid = !decline && input.status !== 'pending';
  const charge = {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: paid && captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: method.object.billing_details,
    calculated_statement_descriptor: card ? descriptor(intent) : null,
    captured: !decline && captured,
    created: world.clock.seconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    destination: null,
    dispute: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: intent.on_behalf_of,
    order: null,
    outcome: outcome(world, method, decline),
    paid,
    payment_intent: intent.id,
    payment_method: method.object.id,
    payment_method_details: card
      ? { card: cardDetails(world, input), type: 'card' }
      : {
          [method.object.type]: otherDetails(method.object, input.mandate),
          type: method.object.type,
        },
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: paid ? `https://pay.stripe.com/receipts/payment/${world.accountId}/${id}` : null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: decline ? 'failed' : (input.status ?? 'succeeded'),
    transfer_data: intent.transfer_data,
    transfer_group: intent.transfer_group,
  };
  return charge as unknown as Stripe.Charge;
}

const descriptor = (intent: Stripe.PaymentIntent): string =>
  intent.statement_descriptor_suffix
    ? `Stripe* ${intent.statement_descriptor_suffix}`.slice(0, 22)
    : 'Stripe';

function outcome(world: World, method: MethodRow, decline: Decline | null): Stripe.Charge.Outcome {
  const risk = findCard(method.own.card)?.risk;
  const level = risk ?? 'normal';
  const score = risk === 'highest' ? 95 : risk === 'elevated' ? 70 : 5 + world.ids.below(60);
  const risked = { risk_level: level, risk_score: score };
  if (!decline) {
    return {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: risk === 'elevated' ? 'elevated_risk_level' : null,
      ...risked,
      seller_message: 'Payment complete.',
      type: 'authorized',
    };
  }
  if (decline.blocked) {
    return {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      ...risked,
      seller_message: 'Stripe blocked this payment as too risky.',
      type: 'blocked',
    };
  }
  return {
    advice_code: decline.advice_code ?? null,
    network_advice_code: decline.network_advice_code ?? null,
    network_decline_code: decline.network_decline_code ?? null,
    network_status: 'declined_by_network',
    reason: decline.decline_code,
    ...risked,
    seller_message: sellerMessages[decline.decline_code] ?? NO_DETAILS,
    type: 'issuer_declined',
  };
}

const NO_DETAILS = 'The bank did not return any further details with this decline.';

const sellerMessages: Readonly<Record<string, string>> = {
  authentication_required: 'The bank returned the decline code `authentication_required`.',
  card_velocity_exceeded: 'The bank returned the decline code `card_velocity_exceeded`.',
  expired_card: 'The bank returned the decline code `expired_card`.',
  incorrect_cvc: 'The bank returned the decline code `incorrect_cvc`.',
  insufficient_funds: 'The bank returned the decline code `insufficient_funds`.',
  lost_card: 'The bank returned the decline code `lost_card`.',
  processing_error: 'The bank returned the decline code `processing_error`.',
  stolen_card: 'The bank returned the decline code `stolen_card`.',
};

function cardDetails(world: World, input: ChargeInput) {
  const { intent, method, decline, captured } = input;
  const card = method.object.card as Stripe.PaymentMethod.Card;
  return {
    amount_authorized: decline ? null : intent.amount,
    authorization_code: world.ids.digits(6),
    brand: card.brand,
    ...(captured || decline ? {} : { capture_before: world.clock.seconds() + AUTHORIZATION_S }),
    checks: card.checks,
    country: card.country,
    electronic_commerce_indicator: input.threeDSecure ? '05' : '07',
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    extended_authorization: { status: 'disabled' },
    fingerprint: card.fingerprint,
    funding: card.funding,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: card.last4,
    mandate: input.mandate,
    multicapture: { status: 'unavailable' },
    network: networkOf(card, intent.payment_method_options?.card?.network),
    network_token: { used: false },
    network_transaction_id: world.ids.digits(15),
    overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: threeDSecureDetails(world, input.threeDSecure),
    transaction_link_id: null,
    wallet: null,
  };
}

function threeDSecureDetails(world: World, result: ThreeDSecureResult | null) {
  if (!result) return null;
  return {
    authentication_flow: result === 'authenticated' ? 'challenge' : 'frictionless',
    electronic_commerce_indicator: result === 'processing_error' ? null : '05',
    exemption_indicator: null,
    result: result === 'frictionless' ? 'authenticated' : result,
    result_reason: result === 'processing_error' ? 'protocol_error' : null,
    transaction_id: world.ids.text(24),
    version: '2.2.0',
  };
}

const otherDetails = (method: Stripe.PaymentMethod, mandate: string | null) => ({
  ...(method as unknown as Record<string, object>)[method.type],
  ...(method.type === 'sepa_debit' ? { mandate } : {}),
});
