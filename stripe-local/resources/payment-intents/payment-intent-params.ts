import type Stripe from 'stripe';
import type { Call } from '../../api/call';
import { defaultCaptureMethod } from '../../api/versions';
import type { World } from '../../state/world';
import { getCustomer } from '../customers/customers';
import { checkEmail } from '../email-address';
import { checkLength } from '../text-length';
import { mergeMetadata, shippingOf, textField } from '../fields';
import { methodOptions } from '../intents/intent-options';
import {
  changedTypes,
  checkTypesParam,
  type IntentTypes,
  type TypesGiven,
  typesOf,
} from '../intents/intent-types';
import { checkAmount, readCurrency } from '../money';
import { checkOpen, type IntentRow } from '../objects/payment-intent-object';
import type { MethodInput } from '../objects/payment-method-object';

export type Given = Stripe.PaymentIntentCreateParams &
  Stripe.PaymentIntentConfirmParams &
  TypesGiven;

const CARD_OPTIONS = {
  installments: null,
  mandate_options: null,
  network: null,
  request_three_d_secure: 'automatic',
};
const DEFAULT_OPTIONS = { card: CARD_OPTIONS, link: { persistent_token: null } };

/** Source: `maxLength` in https://github.com/stripe/openapi */
const LONGEST_DESCRIPTION = 1000;

/** The payment method as a request may name it. */
export const methodGiven = (given: Partial<Given>) => ({
  payment_method: given.payment_method,
  payment_method_data: given.payment_method_data as MethodInput | undefined,
  confirmation_token: given.confirmation_token,
});

/** An intent as it begins, before any payment method. */
export function newIntent(
  world: World,
  given: Given,
  currency: string,
  version: string,
): Stripe.PaymentIntent {
  checkEmail(given.receipt_email, 'receipt_email');
  checkLength(given.description, 'description', LONGEST_DESCRIPTION);
  const id = `pi_3${world.ids.text(23)}`;
  const captureMethod = given.capture_method ?? defaultCaptureMethod(version);
  const types = typesOf(given, { accountId: world.accountId, version, currency, captureMethod });
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: types.allowed_payment_method_types,
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: given.application_fee_amount ?? null,
    automatic_payment_methods: types.automatic_payment_methods,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: captureMethod,
    client_secret: `${id}_secret_${world.ids.text(25)}`,
    confirmation_method: given.confirmation_method ?? 'automatic',
    created: world.clock.seconds(),
    currency,
    customer: given.customer ?? null,
    customer_account: null,
    description: textField(given.description, null),
    excluded_payment_method_types: types.excluded_payment_method_types,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, given.metadata),
    next_action: null,
    on_behalf_of: given.on_behalf_of ?? null,
    payment_method: null,
    payment_method_configuration_details: types.payment_method_configuration_details,
    payment_method_options: methodOptions(
      DEFAULT_OPTIONS,
      types.payment_method_types,
      null,
      given.payment_method_options,
    ),
    payment_method_types: types.payment_method_types,
    payment_record: null,
    processing: null,
    receipt_email: textField(given.receipt_email, null),
    review: null,
    setup_future_usage: given.setup_future_usage || null,
    shared_payment_granted_token: null,
    shipping: shippingOf(given.shipping, null),
    source: null,
    statement_descriptor: textField(given.statement_descriptor, null),
    statement_descriptor_suffix: textField(given.statement_descriptor_suffix, null),
    status: 'requires_payment_method',
    transfer_data: given.transfer_data ?? null,
    transfer_group: textField(given.transfer_group, null),
  } as Stripe.PaymentIntent;
}

/** Everything but the confirm itself: what create, update and confirm may set on an intent that is there. */
export function withParams(world: World, row: IntentRow, call: Call): Stripe.PaymentIntent {
  checkTypesParam(call);
  const given = call.params as unknown as Partial<Given> &
    Stripe.PaymentIntentUpdateParams &
    TypesGiven;
  const old = row.object;
  checkEmail(given.receipt_email, 'receipt_email');
  checkLength(given.description, 'description', LONGEST_DESCRIPTION);
  const currency = given.currency === undefined ? old.currency : readCurrency(given.currency);
  if (given.amount !== undefined || given.currency !== undefined) {
    checkOpen(old, given.amount === undefined ? 'currency' : 'amount');
    checkAmount(given.amount ?? old.amount, currency);
  }
  if (given.customer) getCustomer(world, given.customer, 'customer', 400);
  if (given.customer && old.customer !== given.customer) checkOpen(old, 'customer');
  const captureMethod = given.capture_method ?? old.capture_method;
  const types = changedTypes(old as IntentTypes, given, {
    accountId: world.accountId,
    version: call.version,
    currency,
    captureMethod,
  });
  return {
    ...old,
    allowed_payment_method_types: types.allowed_payment_method_types,
    amount: given.amount ?? old.amount,
    automatic_payment_methods: types.automatic_payment_methods,
    capture_method: captureMethod,
    currency,
    customer: given.customer === undefined ? old.customer : given.customer || null,
    description: textField(given.description, old.description),
    excluded_payment_method_types: types.excluded_payment_method_types,
    metadata: mergeMetadata(old.metadata, given.metadata),
    payment_method_configuration_details: types.payment_method_configuration_details,
    payment_method_options: methodOptions(
      DEFAULT_OPTIONS,
      types.payment_method_types,
      old.payment_method_options,
      given.payment_method_options,
    ),
    payment_method_types: types.payment_method_types,
    receipt_email: textField(given.receipt_email, old.receipt_email),
    setup_future_usage:
      given.setup_future_usage === undefined
        ? old.setup_future_usage
        : given.setup_future_usage || null,
    shipping: shippingOf(given.shipping, old.shipping),
    statement_descriptor: textField(given.statement_descriptor, old.statement_descriptor),
    statement_descriptor_suffix: textField(
      given.statement_descriptor_suffix,
      old.statement_descriptor_suffix,
    ),
    transfer_group: textField(given.transfer_group, old.transfer_group),
  };
}
