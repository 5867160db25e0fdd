import type Stripe from 'stripe';
import type { Authentication } from '../state/rows';
import type { World } from '../state/world';
import { endAuthentication } from './intents/authentications';
import { goOnAfterChallenge } from './payment-intents/payment-intent-confirm';
import { failAuthentication } from './payment-intents/payment-intent-outcome';
import { failSetupAuthentication, goOnWithSetup } from './setup-intents/setup-intent-outcome';

/** What the challenge page shows and where it goes afterwards. */
export interface ChallengeView {
  readonly id: string;
  readonly state: 'pending' | 'succeeded' | 'failed';
  readonly object: 'payment_intent' | 'setup_intent';
  readonly amount: number | null;
  readonly currency: string | null;
  readonly merchant: string;
  readonly card: { readonly brand: string; readonly last4: string };
  /** The return address with what Stripe appends to it. */
  readonly return_url: string | null;
}

/** The customer has answered the challenge. Answering twice changes nothing. */
export function answerChallenge(
  world: World,
  id: string,
  passed: boolean,
): ChallengeView | undefined {
  const row = world.authentications.find(id);
  if (!row) return undefined;
  const ended = endAuthentication(world, id, passed ? 'succeeded' : 'failed');
  if (ended) carryOn(world, ended, passed);
  return viewChallenge(world, id);
}

function carryOn(world: World, { intent, paymentMethod }: Authentication, passed: boolean): void {
  const method = world.paymentMethods.find(paymentMethod);
  if (!method) throw new Error(`the challenge of ${intent} has lost its payment method`);
  const payment = world.paymentIntents.find(intent);
  if (payment) {
    if (passed) goOnAfterChallenge(world, payment, method);
    else failAuthentication(world, payment, method);
    return;
  }
  const setup = world.setupIntents.find(intent);
  if (!setup) throw new Error(`the challenge has lost its intent ${intent}`);
  if (passed) goOnWithSetup(world, setup, method);
  else failSetupAuthentication(world, setup, method);
}

export function viewChallenge(world: World, id: string): ChallengeView | undefined {
  const authentication = world.authentications.find(id)?.object;
  if (!authentication) return undefined;
  const { intent, status, amount, currency, returnUrl, paymentMethod } = authentication;
  const object =
    world.paymentIntents.find(intent)?.object ?? world.setupIntents.find(intent)?.object;
  const card = world.paymentMethods.find(paymentMethod)?.object.card;
  if (!object) return undefined;
  return {
    id,
    // A challenge that another card has replaced is over, and not passed.
    state: status === 'superseded' ? 'failed' : status,
    object: object.object,
    amount,
    currency,
    merchant: 'stripe-local',
    card: { brand: card?.brand ?? 'unknown', last4: card?.last4 ?? '' },
    return_url: returnUrl ? returnAddress(returnUrl, object) : null,
  };
}

function returnAddress(
  returnUrl: string,
  intent: Stripe.PaymentIntent | Stripe.SetupIntent,
): string {
  const url = new URL(returnUrl);
  const name = intent.object;
  url.searchParams.set(name, intent.id);
  url.searchParams.set(`${name}_client_secret`, intent.client_secret ?? '');
  url.searchParams.set('redirect_status', redirectStatus(intent.status));
  return url.href;
}

const redirectStatus = (status: string): string =>
  // A passed challenge that waits for the server's confirm has succeeded as far as the customer goes.
  ['succeeded', 'requires_capture', 'requires_confirmation'].includes(status)
    ? 'succeeded'
    : status === 'processing' || status === 'requires_action'
      ? 'pending'
      : 'failed';
