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
import { endSetup } from './setup-intent-outcome';
import { FRESH } from '../objects/payment-intent-object';
import { type Given, methodGiven, newSetup, withParams } from './setup-intent-params';
import {
  checkSetupConfirm,
  proceedWithSetup,
  type SetupConfirmGiven,
} from './setup-intent-confirm';
import {
  changeSetup,
  getSetupIntent,
  type SetupRow,
  unexpectedSetupState,
  withSetup,
} from '../objects/setup-intent-object';

function create(world: World, call: Call): Stripe.SetupIntent {
  checkTypesParam(call);
  const given = call.params as unknown as Given;
  if (given.customer) getCustomer(world, given.customer, 'customer', 400);
  const bare = newSetup(world, given, call.version);
  const fromBrowser = call.key === 'publishable';
  if (given.confirm) {
    const confirmation = { ...given, ...methodGiven(given) } as SetupConfirmGiven;
    const method = checkSetupConfirm(world, bare, confirmation, fromBrowser);
    const row = world.setupIntents.add(bare, FRESH);
    emit(world, 'setup_intent.created', bare);
    return proceedWithSetup(world, row, method, confirmation, fromBrowser).object;
  }
  const method = givenMethod(world, methodGiven(given));
  if (method) {
    checkType(method, bare.payment_method_types, 'SetupIntent');
    checkOwner(method, given.customer ?? null, 'SetupIntent');
  }
  const intent: Stripe.SetupIntent = method
    ? { ...bare, payment_method: method.object.id, status: 'requires_confirmation' }
    : bare;
  world.setupIntents.add(intent, { ...FRESH, returnUrl: given.return_url ?? null });
  emit(world, 'setup_intent.created', intent);
  return intent;
}

function update(world: World, call: Call): Stripe.SetupIntent {
  const row = getSetupIntent(world, call.id);
  const { object: old, own } = row;
  const given = call.params as Partial<Given>;
  try {
    const changed = withParams(world, row, call);
    const method = givenMethod(world, methodGiven(given));
    if ((method || changed.customer !== old.customer) && old.status === 'succeeded') {
      throw unexpectedSetupState(
        'You cannot update this SetupIntent because it has already succeeded.',
        old,
      );
    }
    if (method && old.status === 'canceled') {
      throw unexpectedSetupState(
        'You cannot update this SetupIntent because it has been canceled.',
        old,
      );
    }
    if (!method) return changeSetup(world, changed, own, null).object;
    checkType(method, changed.payment_method_types, 'SetupIntent');
    checkOwner(method, changed.customer as string | null, 'SetupIntent');
    supersede(world, own.authentication);
    const set = { next_action: null, payment_method: method.object.id };
    return changeSetup(
      world,
      { ...changed, ...set, status: 'requires_confirmation' },
      { ...own, authentication: null },
      null,
    ).object;
  } catch (error) {
    throw withSetup(error, old);
  }
}

function confirm(world: World, call: Call): Stripe.SetupIntent {
  const row = setupFor(world, call);
  const fromBrowser = call.key === 'publishable';
  const { payment_method, payment_method_data, confirmation_token, ...rest } = call.params;
  const given = { ...rest, ...methodGiven(call.params) } as SetupConfirmGiven;
  let changed: Stripe.SetupIntent;
  let method;
  try {
    changed = withParams(world, row, { ...call, params: rest });
    method = checkSetupConfirm(world, changed, given, fromBrowser);
  } catch (error) {
    throw withSetup(error, row.object);
  }
  const ready = { ...row, object: changed };
  const intent = proceedWithSetup(world, ready, method, given, fromBrowser).object;
  return fromBrowser ? publicIntent(intent) : intent;
}

const CANCELABLE: readonly string[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];

function cancel(world: World, { id, params }: Call): Stripe.SetupIntent {
  const row = getSetupIntent(world, id);
  const old = row.object;
  if (old.status === 'canceled') {
    throw unexpectedSetupState(
      'You cannot cancel this SetupIntent because it is already canceled.',
      old,
    );
  }
  if (!CANCELABLE.includes(old.status)) {
    throw unexpectedSetupState(
      `You cannot cancel this SetupIntent because it has a status of ${old.status}. Only a SetupIntent with one of the following ` +
        'statuses may be canceled: `requires_payment_method`, `requires_confirmation`, or `requires_action`.',
      old,
    );
  }
  const reason = (params.cancellation_reason as string | undefined) ?? null;
  return endSetup(world, row, reason).object;
}

function setupFor(world: World, { id, key, clientSecret }: Call): SetupRow {
  const row = getSetupIntent(world, id);
  const shown = key === 'publishable' || clientSecret !== null;
  if (shown && clientSecret !== row.object.client_secret) {
    throw refusal(
      'The client_secret provided does not match the client_secret associated with the SetupIntent.',
      { code: 'setup_intent_invalid_parameter', param: 'client_secret' },
    );
  }
  return row;
}

function retrieve(world: World, call: Call): Stripe.SetupIntent {
  const { object } = setupFor(world, call);
  return call.key === 'publishable' ? publicIntent(object) : object;
}

function list(world: World, { params }: Call) {
  return listPage(world.setupIntents, params, {
    url: '/v1/setup_intents',
    noun: 'setupintent',
    ...filters(world, params, ['customer', 'payment_method']),
  });
}

function listAttempts(world: World, { params }: Call) {
  return listPage(world.setupAttempts, params, {
    url: '/v1/setup_attempts',
    noun: 'setup attempt',
    ...filters(world, params, ['setup_intent']),
  });
}

export const setupIntentRoutes: readonly Route[] = [
  { endpoint: 'GET /v1/setup_intents', handle: list },
  { endpoint: 'POST /v1/setup_intents', handle: create, extra: OLD_TYPES_PARAM },
  { endpoint: 'GET /v1/setup_intents/:id', handle: retrieve, browser: true },
  { endpoint: 'POST /v1/setup_intents/:id', handle: update, extra: OLD_TYPES_PARAM },
  {
    endpoint: 'POST /v1/setup_intents/:id/confirm',
    handle: confirm,
    browser: true,
    extra: OLD_TYPES_PARAM,
  },
  { endpoint: 'POST /v1/setup_intents/:id/cancel', handle: cancel },
  { endpoint: 'GET /v1/setup_attempts', handle: listAttempts },
];
