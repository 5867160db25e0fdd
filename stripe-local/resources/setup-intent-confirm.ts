import type Stripe from 'stripe';
import { ApiError, errorBody, type ErrorBody, refusal } from '../api/errors';
import { findCard } from '../cards/catalog';
import type { World } from '../state/world';
import { beginAuthentication, nextAction, supersede } from './authentications';
import { afterChallenge, setupVerdict } from './bank-says';
import { makeMandate } from './bank-debits';
import {
  asksForThreeDSecure,
  checkOwner,
  checkType,
  givenMethod,
  type MethodGiven,
} from './intent-method';
import { RETURN_URL_NEEDED } from './intent-options';
import { checkedMethod, declineBody, joinCustomer } from './payment-method-attach';
import type { MethodRow } from './payment-method-object';
import { changeSetup, type SetupRow, unexpectedSetupState } from './setup-intent-object';

export type SetupConfirmGiven = MethodGiven & {
  readonly return_url?: string;
  readonly use_stripe_sdk?: boolean;
};

/** Refuses a confirm before anybody is asked, or gives the payment method it will set up. */
export function checkSetupConfirm(
  world: World,
  intent: Stripe.SetupIntent,
  given: SetupConfirmGiven,
  fromBrowser: boolean,
): MethodRow {
  const { status } = intent;
  if (status === 'canceled') {
    throw unexpectedSetupState(
      'You cannot confirm this SetupIntent because it has been canceled.',
      intent,
    );
  }
  if (status === 'succeeded') {
    throw unexpectedSetupState(
      'You cannot confirm this SetupIntent because it has already succeeded.',
      intent,
    );
  }
  if (status === 'processing' || (status === 'requires_action' && !fromBrowser)) {
    throw unexpectedSetupState(
      `You cannot confirm this SetupIntent because it has a status of ${status}. Only a SetupIntent with one of the following ` +
        'statuses may be confirmed: requires_payment_method, requires_confirmation.',
      intent,
    );
  }
  const kept = intent.payment_method as string | null;
  const method = givenMethod(world, given) ?? (kept ? world.paymentMethods.find(kept) : null);
  if (!method) {
    throw unexpectedSetupState(
      "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the SetupIntent with a " +
        'payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.',
      intent,
    );
  }
  checkType(method, intent.payment_method_types, 'SetupIntent');
  checkOwner(method, intent.customer as string | null, 'SetupIntent');
  const redirects = intent.automatic_payment_methods?.allow_redirects === 'always';
  const away = given.return_url || given.confirmation_token || given.use_stripe_sdk || fromBrowser;
  if (redirects && !away) {
    throw refusal(RETURN_URL_NEEDED.replace('This PaymentIntent', 'This SetupIntent'));
  }
  return method;
}

/** Takes a checked confirm to its outcome. */
export function proceedWithSetup(
  world: World,
  row: SetupRow,
  method: MethodRow,
  given: SetupConfirmGiven,
  fromBrowser: boolean,
): SetupRow {
  supersede(world, row.own.authentication);
  const token = given.confirmation_token
    ? world.confirmationTokens.find(given.confirmation_token)
    : undefined;
  if (token) {
    world.confirmationTokens.replace(
      token.object.id,
      { ...token.object, setup_intent: row.object.id },
      { ...token.own, spent: true },
    );
  }
  const ready = changeSetup(
    world,
    {
      ...row.object,
      last_setup_error: null,
      next_action: null,
      payment_method: method.object.id,
      status: 'requires_confirmation',
    },
    {
      ...row.own,
      authentication: null,
      confirms: row.own.confirms + 1,
      returnUrl: given.return_url ?? token?.object.return_url ?? row.own.returnUrl,
    },
    null,
  );
  const verdict =
    method.object.type === 'card'
      ? setupVerdict(world, method, asksForThreeDSecure(row.object))
      : ({ kind: 'approved' } as const);
  if (verdict.kind === 'approved') return succeed(world, ready, method);
  if (verdict.kind === 'declined') {
    const body = declineBody(verdict.decline, {
      payment_method: checkedMethod(world, method).object,
    });
    const failed = failSetup(world, ready, method, body);
    throw new ApiError(402, { ...body, setup_intent: failed.object });
  }
  const authentication = beginAuthentication(world, {
    intent: row.object.id,
    paymentMethod: method.object.id,
    returnUrl: ready.own.returnUrl,
    amount: null,
    currency: null,
  });
  const useSdk = Boolean(given.use_stripe_sdk) || fromBrowser;
  return changeSetup(
    world,
    {
      ...ready.object,
      latest_attempt: addAttempt(world, ready, method, 'requires_action', null),
      next_action: nextAction(world, authentication, useSdk),
      status: 'requires_action',
    },
    { ...ready.own, authentication: authentication.id },
    'setup_intent.requires_action',
  );
}

function succeed(world: World, row: SetupRow, method: MethodRow): SetupRow {
  const intent = row.object;
  const checked = checkedMethod(world, method);
  world.paymentMethods.replace(checked.object.id, checked.object, { ...checked.own, setUp: true });
  const customer = intent.customer as string | null;
  if (customer) {
    const set = world.paymentMethods.find(checked.object.id) ?? checked;
    joinCustomer(world, set, customer, true);
  }
  const mandate = method.object.type === 'sepa_debit' ? makeMandate(world, method) : intent.mandate;
  return changeSetup(
    world,
    {
      ...intent,
      latest_attempt: addAttempt(world, row, method, 'succeeded', null),
      mandate,
      next_action: null,
      status: 'succeeded',
    },
    { ...row.own, authentication: null },
    'setup_intent.succeeded',
  );
}

function failSetup(world: World, row: SetupRow, method: MethodRow, error: ErrorBody): SetupRow {
  return changeSetup(
    world,
    {
      ...row.object,
      last_setup_error: error,
      latest_attempt: addAttempt(world, row, method, 'failed', error),
      next_action: null,
      payment_method: null,
      status: 'requires_payment_method',
    },
    { ...row.own, authentication: null },
    'setup_intent.setup_failed',
  );
}

/** The customer passed the challenge: the card is set up, unless its bank says no after all. */
export function goOnWithSetup(world: World, row: SetupRow, method: MethodRow): SetupRow {
  const card = findCard(method.own.card);
  // A card that only ever fails to pay is still good to keep.
  const onlyCharges = card?.offSession === 'needs_authentication_until_set_up';
  const verdict = afterChallenge(onlyCharges ? undefined : card, 'authenticated');
  if (verdict.kind !== 'declined') return succeed(world, row, method);
  const body = declineBody(verdict.decline, { payment_method: method.object });
  return failSetup(world, row, method, body);
}

/** The customer failed, or gave up, the challenge. */
export function failSetupAuthentication(world: World, row: SetupRow, method: MethodRow): SetupRow {
  const error = errorBody(
    'invalid_request_error',
    'The latest attempt to set up the payment method has failed because authentication failed.',
    { code: 'setup_intent_authentication_failure', payment_method: method.object },
  );
  return failSetup(world, row, method, error);
}

function addAttempt(
  world: World,
  row: SetupRow,
  method: MethodRow,
  status: string,
  error: ErrorBody | null,
): string {
  const attempt = {
    id: `setatt_1${world.ids.text(23)}`,
    object: 'setup_attempt',
    application: null,
    created: world.clock.seconds(),
    customer: row.object.customer,
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: method.object.id,
    payment_method_details: {
      [method.object.type]: method.object.type === 'card' ? { three_d_secure: null } : {},
      type: method.object.type,
    },
    setup_error: error,
    setup_intent: row.object.id,
    status,
    usage: row.object.usage,
  } as unknown as Stripe.SetupAttempt;
  return world.setupAttempts.add(attempt, null).object.id;
}
