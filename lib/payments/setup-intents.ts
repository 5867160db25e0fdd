import type Stripe from 'stripe';
import type { Json } from '../domain/json';
import type { CardDetails, SetupUsage } from '../domain/card';
import type { WrittenKey } from '../domain/ids';
import { idOf, toCardDetails } from './cards';
import { stripe } from './client';
import { PaymentsError } from './errors';
import { sendable } from './sendable';
import { change, look } from './send';

/** Stripe's word on a SetupIntent, without its client secret. */
export type SetupReport = {
  stripeSetupIntentId: string;
  stripeCustomerId: string | null;
  status: Stripe.SetupIntent.Status;
  usage: SetupUsage;
  /** Null until a card stands on it. */
  card: CardDetails | null;
};

export const setupParameters = (stripeCustomerId: string, userId: string): Json =>
  ({
    customer: stripeCustomerId,
    allowed_payment_method_types: ['card'],
    usage: 'off_session',
    metadata: { user_id: userId },
  }) satisfies Stripe.SetupIntentCreateParams;

/**
 * The client secret is for its owner's browser: pass it on, never store or log it.
 * Throws PaymentsError.
 */
export async function createSetupIntent(
  key: WrittenKey,
  parameters: Json,
): Promise<{ stripeSetupIntentId: string; clientSecret: string }> {
  const intent = await change(key, (keyed) =>
    stripe().setupIntents.create(sendable<Stripe.SetupIntentCreateParams>(parameters), keyed),
  );
  if (!intent.client_secret) throw new Error('Stripe made a SetupIntent without a client secret');
  return { stripeSetupIntentId: intent.id, clientSecret: intent.client_secret };
}

/** Throws PaymentsError. */
export async function retrieveSetup(stripeSetupIntentId: string): Promise<SetupReport> {
  const intent = await look(() =>
    stripe().setupIntents.retrieve(stripeSetupIntentId, { expand: ['payment_method'] }),
  );
  const method = intent.payment_method;
  return {
    stripeSetupIntentId: intent.id,
    stripeCustomerId: idOf(intent.customer),
    status: intent.status,
    usage: intent.usage === 'on_session' ? 'on_session' : 'off_session',
    card: method && typeof method !== 'string' ? toCardDetails(method) : null,
  };
}

/** One that is over already is fine. Throws PaymentsError. */
export async function cancelSetup(key: WrittenKey, stripeSetupIntentId: string): Promise<void> {
  try {
    await change(key, (keyed) => stripe().setupIntents.cancel(stripeSetupIntentId, {}, keyed));
  } catch (error) {
    if (!(error instanceof PaymentsError) || error.fault !== 'unexpected_state') throw error;
  }
}
