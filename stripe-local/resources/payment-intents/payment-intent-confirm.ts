import type Stripe from 'stripe';
import { ApiError } from '../../api/errors';
import { findCard } from '../../cards/catalog';
import { declines } from '../../cards/declines';
import type { World } from '../../state/world';
import { beginAuthentication, nextAction, supersede } from '../intents/authentications';
import { beginDebit } from '../bank/bank-debits';
import {
  afterChallenge,
  offSessionVerdict,
  onSessionVerdict,
  orderedVerdict,
  passedBy,
  type Verdict,
} from '../bank/bank-says';
import { asksForThreeDSecure, useToken } from '../intents/intent-method';
import type { ConfirmGiven } from './payment-intent-confirm-checks';
import { endPayment } from './payment-intent-end';
import { changeIntent, type IntentRow, MOST_CONFIRMS } from '../objects/payment-intent-object';
import { charge, failPayment } from './payment-intent-outcome';
import type { MethodRow } from '../objects/payment-method-object';

/** Takes a checked confirm to its outcome. */
export function proceed(
  world: World,
  row: IntentRow,
  method: MethodRow,
  given: ConfirmGiven,
  fromBrowser: boolean,
): IntentRow {
  if (row.own.confirms >= MOST_CONFIRMS) return endPayment(world, row, 'automatic');
  supersede(world, row.own.authentication);
  const token = useToken(world, given.confirmation_token, { payment_intent: row.object.id });
  const ready = prepared(world, row, method, given, token);
  if (method.object.type !== 'card') return beginDebit(world, ready, method);
  const useSdk = Boolean(given.use_stripe_sdk) || fromBrowser || token?.use_stripe_sdk === true;
  const verdict = verdictOf(world, ready, method, row.own.authenticated === method.object.id);
  if (verdict.kind === 'challenge' && given.error_on_requires_action) {
    return refuse(world, ready, method, declines.authentication_required, false);
  }
  return carryOut(world, ready, method, verdict, useSdk);
}

function prepared(
  world: World,
  row: IntentRow,
  method: MethodRow,
  given: ConfirmGiven,
  token: Stripe.ConfirmationToken | undefined,
): IntentRow {
  return changeIntent(
    world,
    {
      ...row.object,
      last_payment_error: null,
      next_action: null,
      payment_method: method.object.id,
      setup_future_usage: token?.setup_future_usage ?? row.object.setup_future_usage,
      shipping: token?.shipping ? token.shipping : row.object.shipping,
      status: 'requires_confirmation',
    },
    {
      ...row.own,
      authenticated: null,
      authentication: null,
      confirms: row.own.confirms + 1,
      mandate: given.mandate ?? row.own.mandate,
      offSession: Boolean(given.off_session),
      returnUrl: given.return_url ?? token?.return_url ?? row.own.returnUrl,
    },
    null,
  );
}

function verdictOf(
  world: World,
  { object, own }: IntentRow,
  method: MethodRow,
  authenticated: boolean,
): Verdict {
  const ordered = orderedVerdict(world, method);
  if (ordered) return ordered;
  const card = findCard(method.own.card);
  if (authenticated) return afterChallenge(card, passedBy(card));
  return own.offSession
    ? offSessionVerdict(world, method)
    : onSessionVerdict(world, method, asksForThreeDSecure(object));
}

function carryOut(
  world: World,
  row: IntentRow,
  method: MethodRow,
  verdict: Verdict,
  useSdk: boolean,
): IntentRow {
  if (verdict.kind === 'approved') return charge(world, row, method, verdict.threeDSecure);
  if (verdict.kind === 'declined') {
    return refuse(world, row, method, verdict.decline, verdict.charged);
  }
  const silent = verdict.kind === 'fingerprint';
  // Without Stripe.js there is no browser to look at, and the bank does without.
  if (silent && !useSdk) return charge(world, row, method, 'frictionless');
  const authentication = beginAuthentication(world, {
    intent: row.object.id,
    paymentMethod: method.object.id,
    returnUrl: row.own.returnUrl,
    amount: row.object.amount,
    currency: row.object.currency,
    silent,
  });
  return changeIntent(
    world,
    {
      ...row.object,
      next_action: nextAction(world, authentication, useSdk),
      status: 'requires_action',
    },
    { ...row.own, authentication: authentication.id },
    'payment_intent.requires_action',
  );
}

function refuse(...args: Parameters<typeof failPayment>): never {
  const { row, error } = failPayment(...args);
  throw new ApiError(402, { ...error, payment_intent: row.object });
}

/** The customer passed the challenge: the payment goes on, and may still be declined. */
export function goOnAfterChallenge(world: World, row: IntentRow, method: MethodRow): IntentRow {
  if (row.object.confirmation_method === 'manual') return waitForServer(world, row, method);
  const card = findCard(method.own.card);
  const verdict = afterChallenge(card, passedBy(card));
  if (verdict.kind === 'declined') {
    return failPayment(world, row, method, verdict.decline, verdict.charged).row;
  }
  return charge(world, row, method, verdict.threeDSecure);
}

// With manual confirmation nothing is charged before the server has said so once more.
const waitForServer = (world: World, row: IntentRow, method: MethodRow): IntentRow =>
  changeIntent(
    world,
    { ...row.object, next_action: null, status: 'requires_confirmation' },
    { ...row.own, authentication: null, authenticated: method.object.id },
    null,
  );
