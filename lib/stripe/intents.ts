import type Stripe from 'stripe';
import type { Json } from '../domain/json';
import type { IntentReport } from '../domain/intent';
import type { WrittenKey } from '../domain/ids';
import { stripe } from './client';
import { findStripeError, isMissing, PaymentsError } from './errors';
import { INTENT_EXPAND } from './intent-parameters';
import { toIntentReport } from './intent-report';
import { fetchMoneyBack, type Listed } from './refunds-and-disputes';
import { sendable } from './sendable';
import { change, look } from './send';

/**
 * Stripe's word on an intent, with the client secret that its owner's browser needs. Pass the
 * secret on, never store or log it.
 */
export type IntentAnswer = { report: IntentReport; clientSecret: string };

/** Looked through for an intent that was made minutes ago: nobody makes a hundred since. */
const LISTED = 100;

function toAnswer(intent: Stripe.PaymentIntent, listed?: Listed): IntentAnswer {
  if (!intent.client_secret) throw new Error('Stripe told of an intent without a client secret');
  return { report: toIntentReport(intent, listed), clientSecret: intent.client_secret };
}

/** Makes an intent, and confirms it where the parameters say so. A decline is an answer. Throws PaymentsError. */
export const createIntent = (key: WrittenKey, parameters: Json): Promise<IntentAnswer> =>
  answered(
    change(key, (keyed) =>
      stripe().paymentIntents.create(sendable<Stripe.PaymentIntentCreateParams>(parameters), keyed),
    ),
  );

/** Confirms with a saved card. A decline is an answer. Throws PaymentsError. */
export const confirmIntent = (
  key: WrittenKey,
  stripeIntentId: string,
  parameters: Json,
): Promise<IntentAnswer> =>
  answered(
    change(key, (keyed) =>
      stripe().paymentIntents.confirm(
        stripeIntentId,
        sendable<Stripe.PaymentIntentConfirmParams>(parameters),
        keyed,
      ),
    ),
  );

/** Throws PaymentsError. */
export const updateIntent = (
  key: WrittenKey,
  stripeIntentId: string,
  parameters: Json,
): Promise<IntentAnswer> =>
  answered(
    change(key, (keyed) =>
      stripe().paymentIntents.update(
        stripeIntentId,
        sendable<Stripe.PaymentIntentUpdateParams>(parameters),
        keyed,
      ),
    ),
  );

/** Throws PaymentsError: `unexpected_state` where the intent succeeded, or is past canceling. */
export const cancelIntent = (key: WrittenKey, stripeIntentId: string): Promise<IntentAnswer> =>
  answered(
    change(key, (keyed) => stripe().paymentIntents.cancel(stripeIntentId, undefined, keyed)),
  );

/** Looks, at refunds and disputes too, and changes nothing. Throws PaymentsError. */
export async function retrieveIntent(stripeIntentId: string): Promise<IntentAnswer> {
  const intent = await look(() =>
    stripe().paymentIntents.retrieve(stripeIntentId, {
      expand: [...INTENT_EXPAND, 'latest_charge.refunds'],
    }),
  );
  // A browser can fail faster than its failures are told of: only the last one stands on the intent.
  const hasFailed = intent.status === 'requires_payment_method' && intent.last_payment_error;
  const charges = hasFailed
    ? (await look(() => stripe().charges.list({ payment_intent: stripeIntentId, limit: LISTED })))
        .data
    : [];
  return toAnswer(intent, { ...(await fetchMoneyBack(intent)), charges });
}

/**
 * The order that an intent names in its metadata, which may be another program's; null where Stripe
 * has no such intent. Throws PaymentsError.
 */
export async function findNamedOrder(
  stripeIntentId: string,
): Promise<{ orderId: string | null } | null> {
  try {
    const { metadata } = await look(() => stripe().paymentIntents.retrieve(stripeIntentId));
    return { orderId: metadata.order_id ?? null };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The intents of a Customer that name an order in their metadata. Throws PaymentsError. */
export async function findIntentOfOrder(
  stripeCustomerId: string,
  orderId: string,
): Promise<IntentReport | null> {
  // Listed, never searched: Stripe's search lags behind what has just happened.
  const listed = await look(() =>
    stripe().paymentIntents.list({ customer: stripeCustomerId, limit: LISTED }),
  );
  const found = listed.data.find((intent) => intent.metadata.order_id === orderId);
  return found ? toIntentReport(found) : null;
}

/**
 * A refused card comes as an error that carries the intent, and the intent tells what happened.
 * Its payment method and charge are not expanded there, which a report can do without.
 */
async function answered(call: Promise<Stripe.PaymentIntent>): Promise<IntentAnswer> {
  try {
    return toAnswer(await call);
  } catch (error) {
    const cause = error instanceof PaymentsError ? error.cause : null;
    const refusal = findStripeError(cause);
    if (refusal?.type === 'StripeCardError' && refusal.payment_intent) {
      return toAnswer(refusal.payment_intent);
    }
    throw error;
  }
}
