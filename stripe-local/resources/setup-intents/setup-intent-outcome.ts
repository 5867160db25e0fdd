import type Stripe from 'stripe';
import { errorBody, type ErrorBody } from '../../api/errors';
import { findCard } from '../../cards/catalog';
import type { World } from '../../state/world';
import { supersede } from '../intents/authentications';
import { afterChallenge, passedBy } from '../bank/bank-says';
import { makeMandate } from '../bank/bank-debits';
import { checkedMethod, declineBody, joinCustomer } from '../customers/payment-method-attach';
import type { MethodRow } from '../objects/payment-method-object';
import { changeSetup, type SetupRow } from '../objects/setup-intent-object';

/** Keeps the payment method for later. */
export function succeedSetup(world: World, row: SetupRow, method: MethodRow): SetupRow {
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

/** Takes a refusal down: back to where a payment method is chosen. */
export function failSetup(
  world: World,
  row: SetupRow,
  method: MethodRow,
  error: ErrorBody,
): SetupRow {
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
  const verdict = afterChallenge(onlyCharges ? undefined : card, passedBy(card));
  if (verdict.kind !== 'declined') return succeedSetup(world, row, method);
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

/** Ends a set-up that nobody wants any more. */
export function endSetup(world: World, row: SetupRow, reason: string | null): SetupRow {
  supersede(world, row.own.authentication);
  return changeSetup(
    world,
    { ...row.object, cancellation_reason: reason, next_action: null, status: 'canceled' },
    { ...row.own, authentication: null },
    'setup_intent.canceled',
  );
}

/** Writes an attempt down, as each confirm leaves one. */
export function addAttempt(
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
