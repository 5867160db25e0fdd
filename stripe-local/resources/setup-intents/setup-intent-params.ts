import type Stripe from 'stripe';
import type { Call } from '../../api/call';
import type { World } from '../../state/world';
import { getCustomer } from '../customers/customers';
import { mergeMetadata, textField } from '../fields';
import { methodOptions } from '../intents/intent-options';
import {
  changedTypes,
  checkTypesParam,
  type IntentTypes,
  type TypesGiven,
  typesOf,
} from '../intents/intent-types';
import type { MethodInput } from '../objects/payment-method-object';
import type { SetupRow } from '../objects/setup-intent-object';

export type Given = Stripe.SetupIntentCreateParams & Stripe.SetupIntentConfirmParams & TypesGiven;

const DEFAULT_OPTIONS = {
  card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },
};

/** The payment method as a request may name it. */
export const methodGiven = (given: Partial<Given>) => ({
  payment_method: given.payment_method,
  payment_method_data: given.payment_method_data as MethodInput | undefined,
  confirmation_token: given.confirmation_token,
});

/** A set-up as it begins, before any payment method. */
export function newSetup(world: World, given: Given, version: string): Stripe.SetupIntent {
  const id = `seti_1${world.ids.text(23)}`;
  const types = typesOf(given, { accountId: world.accountId, version });
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: types.allowed_payment_method_types,
    application: null,
    automatic_payment_methods: types.automatic_payment_methods,
    cancellation_reason: null,
    client_secret: `${id}_secret_${world.ids.text(25)}`,
    created: world.clock.seconds(),
    customer: given.customer ?? null,
    customer_account: null,
    description: textField(given.description, null),
    excluded_payment_method_types: types.excluded_payment_method_types,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: { enabled: false },
    mandate: null,
    metadata: mergeMetadata({}, given.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: types.payment_method_configuration_details,
    payment_method_options: methodOptions(
      DEFAULT_OPTIONS,
      types.payment_method_types,
      null,
      given.payment_method_options,
    ),
    payment_method_types: types.payment_method_types,
    single_use_mandate: null,
    status: 'requires_payment_method',
    // Recorded in 2026: whatever was asked for, the answer says off_session.
    usage: 'off_session',
  } as unknown as Stripe.SetupIntent;
}

/** Everything but the confirm itself: what update and confirm may set on a set-up that is there. */
export function withParams(world: World, row: SetupRow, call: Call): Stripe.SetupIntent {
  checkTypesParam(call);
  const given = call.params as unknown as Partial<Given>;
  const old = row.object;
  if (given.customer) getCustomer(world, given.customer, 'customer', 400);
  const suit = { accountId: world.accountId, version: call.version };
  const types = changedTypes(old as IntentTypes, given, suit);
  return {
    ...old,
    allowed_payment_method_types: types.allowed_payment_method_types,
    automatic_payment_methods: types.automatic_payment_methods,
    customer: given.customer ?? old.customer,
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
  };
}
