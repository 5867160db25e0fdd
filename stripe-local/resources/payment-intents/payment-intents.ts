import type Stripe from 'stripe';
import type { Call, Route } from '../../api/call';
import { refusal } from '../../api/errors';
import { filters } from '../../api/list-filters';
import { listPage } from '../../api/lists';
import { emit } from '../../state/emit';
import type { World } from '../../state/world';
import { supersede } from '../intents/authentications';
import { getCustomer } from '../customers/customers';
import { checkOwner, checkType, givenMethod } from '../intents/intent-method';
import { publicIntent } from '../intents/intent-options';
import { checkTypesParam, OLD_TYPES_PARAM } from '../intents/intent-types';
import { checkAmount, readCurrency } from '../money';
import { proceed } from './payment-intent-confirm';
import {
  checkAmountToConfirm,
  checkConfirm,
  checkSource,
  type ConfirmGiven,
} from './payment-intent-confirm-checks';
import {
  changeIntent,
  checkOpen,
  FRESH,
  getPaymentIntent,
  type IntentRow,
  withIntent,
} from '../objects/payment-intent-object';
import { cancelPayment, capturePayment } from './payment-intent-end';
import { type Given, methodGiven, newIntent, withParams } from './payment-intent-params';

function create(world: World, call: Call): Stripe.PaymentIntent {
  checkTypesParam(call);
  const given = call.params as unknown as Given;
  const currency = readCurrency(given.currency);
  checkAmount(given.amount, currency);
  if (given.off_session && !given.confirm) {
    throw refusal('You cannot set `off_session` unless you also set `confirm` to `true`.', {
      code: 'payment_intent_invalid_parameter',
      param: 'off_session',
    });
  }
  if (given.customer) getCustomer(world, given.customer, 'customer', 400);
  const bare = newIntent(world, given, currency, call.version);
  const fromBrowser = call.key === 'publishable';
  if (given.confirm) {
    // What is refused before the bank is asked leaves no intent behind; a decline does.
    const method = checkConfirm(world, bare, given as ConfirmGiven, fromBrowser);
    const row = world.paymentIntents.add(bare, FRESH);
    emit(world, 'payment_intent.created', bare);
    return proceed(world, row, method, given as ConfirmGiven, fromBrowser).object;
  }
  const method = givenMethod(world, methodGiven(given));
  if (method) {
    checkType(method, bare.payment_method_types, 'PaymentIntent');
    checkOwner(method, given.customer ?? null, 'PaymentIntent');
  }
  const intent: Stripe.PaymentIntent = method
    ? { ...bare, payment_method: method.object.id, status: 'requires_confirmation' }
    : bare;
  world.paymentIntents.add(intent, { ...FRESH, returnUrl: given.return_url ?? null });
  emit(world, 'payment_intent.created', intent);
  return intent;
}

function update(world: World, call: Call): Stripe.PaymentIntent {
  const row = getPaymentIntent(world, call.id);
  let changed: Stripe.PaymentIntent;
  let methodId: string | null | undefined;
  const given = call.params as Partial<Given>;
  try {
    changed = withParams(world, row, call);
    if (given.payment_method === '') {
      checkOpen(row.object, 'payment_method');
      methodId = null;
    }
    const method = givenMethod(world, methodGiven(given));
    if (method) {
      checkOpen(row.object, 'payment_method');
      checkType(method, changed.payment_method_types, 'PaymentIntent');
      checkOwner(method, changed.customer as string | null, 'PaymentIntent');
      methodId = method.object.id;
    }
  } catch (error) {
    throw withIntent(error, row.object);
  }
  const { object: old, own } = row;
  // A challenge was for that card and that amount: with another it has to be confirmed anew.
  const other = methodId !== undefined || changed.amount !== old.amount;
  if (!other) return changeIntent(world, changed, own, null).object;
  if (old.status === 'requires_action') supersede(world, own.authentication);
  const method = methodId === undefined ? (old.payment_method as string | null) : methodId;
  const settled = {
    ...changed,
    next_action: null,
    payment_method: method,
    status: method ? ('requires_confirmation' as const) : ('requires_payment_method' as const),
  };
  const unproven = { ...own, authenticated: null, authentication: null };
  return changeIntent(world, settled, unproven, null).object;
}

function confirm(world: World, call: Call): Stripe.PaymentIntent {
  const row = intentFor(world, call);
  const fromBrowser = call.key === 'publishable';
  const { payment_method, payment_method_data, confirmation_token, ...rest } = call.params;
  const given = { ...rest, ...methodGiven(call.params) } as ConfirmGiven;
  checkSource(row.object, given);
  let method;
  let changed: Stripe.PaymentIntent;
  try {
    checkAmountToConfirm(row.object, rest.amount_to_confirm as number | undefined);
    changed = withParams(world, row, { ...call, params: rest });
    method = checkConfirm(world, changed, given, fromBrowser);
  } catch (error) {
    throw withIntent(error, row.object);
  }
  const intent = proceed(world, { ...row, object: changed }, method, given, fromBrowser).object;
  return fromBrowser ? publicIntent(intent) : intent;
}

/** The intent in the path; a browser has to show its client secret. */
function intentFor(world: World, { id, key, clientSecret }: Call): IntentRow {
  const row = getPaymentIntent(world, id);
  if (key === 'publishable' || clientSecret !== null) {
    if (clientSecret !== row.object.client_secret) {
      throw refusal(
        'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
        { code: 'payment_intent_invalid_parameter', param: 'client_secret' },
      );
    }
  }
  return row;
}

function retrieve(world: World, call: Call): Stripe.PaymentIntent {
  const { object } = intentFor(world, call);
  return call.key === 'publishable' ? publicIntent(object) : object;
}

function list(world: World, { params }: Call) {
  return listPage(world.paymentIntents, params, {
    url: '/v1/payment_intents',
    noun: 'payment_intent',
    ...filters(world, params, ['customer']),
  });
}

export const paymentIntentRoutes: readonly Route[] = [
  { endpoint: 'GET /v1/payment_intents', handle: list },
  { endpoint: 'POST /v1/payment_intents', handle: create, extra: OLD_TYPES_PARAM },
  { endpoint: 'GET /v1/payment_intents/:id', handle: retrieve, browser: true },
  { endpoint: 'POST /v1/payment_intents/:id', handle: update, extra: OLD_TYPES_PARAM },
  {
    endpoint: 'POST /v1/payment_intents/:id/confirm',
    handle: confirm,
    browser: true,
    extra: OLD_TYPES_PARAM,
  },
  { endpoint: 'POST /v1/payment_intents/:id/capture', handle: capturePayment },
  { endpoint: 'POST /v1/payment_intents/:id/cancel', handle: cancelPayment },
];
