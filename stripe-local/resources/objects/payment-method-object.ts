import type Stripe from 'stripe';
import { missingParam } from '../../api/errors';
import type { Row } from '../../state/collection';
import type { OwnMethod } from '../../state/rows';
import type { World } from '../../state/world';
import { type CardInput, type ReadCard, readCard } from './card-input';
import { billingDetailsOf, mergeMetadata, NO_BILLING_DETAILS } from '../fields';
import { chosenNetwork } from './card-networks';
import { fingerprintOf, otherMethodDetails } from './other-methods';

/** What a payment method is made from, on its own endpoint or inside an intent's. */
export interface MethodInput {
  readonly type?: string;
  readonly card?: CardInput;
  readonly billing_details?: unknown;
  readonly metadata?: unknown;
  readonly allow_redisplay?: string;
  readonly [other: string]: unknown;
}

export type MethodRow = Row<Stripe.PaymentMethod, OwnMethod>;

export function createMethod(world: World, input: MethodInput): MethodRow {
  const type = input.type ?? (input.card ? 'card' : undefined);
  if (!type) throw missingParam('type');
  const billing = billingDetailsOf(input.billing_details, NO_BILLING_DETAILS);
  if (type !== 'card') {
    const details = otherMethodDetails(world.accountId, type, input[type]);
    const iban =
      type === 'sepa_debit' ? String((input.sepa_debit as { iban?: string }).iban) : null;
    return addMethod(world, input, type, billing, details, {
      card: null,
      iban: iban?.replace(/\s/g, '').toUpperCase() ?? null,
      cvcGiven: false,
      postalCodeGiven: false,
      setUp: false,
      spent: false,
    });
  }
  if (!input.card) throw missingParam('card');
  return createCardMethod(world, readCard(world, input.card), input);
}

export function createCardMethod(world: World, read: ReadCard, input: MethodInput = {}): MethodRow {
  const billing = billingDetailsOf(input.billing_details, NO_BILLING_DETAILS);
  const postalCodeGiven = read.postalCodeGiven || Boolean(billing.address?.postal_code);
  const line1Given = read.line1Given || Boolean(billing.address?.line1);
  const details = cardDetails(world, { ...read, postalCodeGiven, line1Given });
  return addMethod(world, input, 'card', billing, details, {
    card: read.card.number,
    iban: null,
    cvcGiven: read.cvcGiven,
    postalCodeGiven,
    named: read.named,
    setUp: false,
    spent: false,
  });
}

function addMethod(
  world: World,
  input: MethodInput,
  type: string,
  billing: Stripe.PaymentMethod.BillingDetails,
  details: object,
  own: OwnMethod,
): MethodRow {
  const method = {
    id: `pm_1${world.ids.text(23)}`,
    object: 'payment_method',
    allow_redisplay: input.allow_redisplay ?? 'unspecified',
    billing_details: billing,
    [type]: details,
    created: world.clock.seconds(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    shared_payment_granted_token: null,
    type,
  } as unknown as Stripe.PaymentMethod;
  return world.paymentMethods.add(method, own);
}

function cardDetails(
  world: World,
  { card, expMonth, expYear, cvcGiven, postalCodeGiven, line1Given, preferred }: ReadCard,
): Stripe.PaymentMethod.Card {
  const available = card.cobrand ? [card.cobrand, card.brand] : [card.brand];
  return {
    brand: card.brand,
    checks: {
      address_line1_check: line1Given ? 'unchecked' : null,
      address_postal_code_check: postalCodeGiven ? 'unchecked' : null,
      cvc_check: cvcGiven ? 'unchecked' : null,
    },
    country: card.country,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: fingerprintOf(world.accountId, card.number),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    ...chosenNetwork(card.brand, available, preferred),
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: card.challenge !== 'unsupported' },
    wallet: null,
  };
}
