import type Stripe from 'stripe';
import type { Json } from '../domain/json';
import { setupUsages, type CardDetails, type SavedFor, type SetupUsage } from '../domain/card';
import type { WrittenKey } from '../domain/ids';
import type { Decline } from '../domain/attempt';
import { idOf, toCardDetails } from './cards';
import { stripe } from './client';
import { findStripeError, PaymentsError } from './errors';
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
  /** Our own row, as the metadata name it; null for a setup that only goes into the wallet. */
  cardSetupId: string | null;
  /** Why it did not come about, if a try of it failed. `ref` tells it from every other failure. */
  failure: SetupFailure | null;
};

export type SetupFailure = Pick<Decline, 'code' | 'declineCode'> & {
  ref: string;
  card: Pick<CardDetails, 'brand' | 'last4'> | null;
};

/**
 * Stripe's word on a SetupIntent, with the client secret that its owner's browser needs. Pass the
 * secret on, never store or log it.
 */
export type SetupAnswer = {
  report: SetupReport;
  clientSecret: string;
  /** What Stripe says that it is for, whatever was asked for: the browser's form must say the same. */
  usageTold: SavedFor;
};

type SetupOfOrder = {
  stripeCustomerId: string;
  userId: string;
  orderId: string;
  cardSetupId: string;
};

/**
 * Sets a card up for an order that is charged later: a saved one in the same call, with its owner
 * present, or one that the browser will confirm with what is typed there.
 */
export const orderSetupParameters = (
  { stripeCustomerId, userId, orderId, cardSetupId }: SetupOfOrder,
  saved: { stripePaymentMethodId: string; returnUrl: string } | null,
): Json =>
  ({
    customer: stripeCustomerId,
    allowed_payment_method_types: ['card'],
    usage: 'off_session',
    metadata: { user_id: userId, order_id: orderId, card_setup_id: cardSetupId },
    expand: SETUP_EXPAND,
    ...(saved && {
      payment_method: saved.stripePaymentMethodId,
      confirm: true,
      use_stripe_sdk: true,
      return_url: saved.returnUrl,
    }),
  }) satisfies Stripe.SetupIntentCreateParams;

/** Whether the browser confirms what was made with these parameters, with a card typed there. */
export const isForBrowser = (written: Json): boolean =>
  sendable<Stripe.SetupIntentCreateParams>(written).confirm !== true;

const SETUP_EXPAND = ['payment_method'];

/** Looked through for a setup that was begun minutes ago: nobody begins a hundred since. */
const LISTED = 100;

/** Sets a card up for the wallet, with what is typed in the browser. */
export const setupParameters = (stripeCustomerId: string, userId: string, usage: SavedFor): Json =>
  ({
    customer: stripeCustomerId,
    allowed_payment_method_types: ['card'],
    usage,
    metadata: { user_id: userId, saved_for: usage },
  }) satisfies Stripe.SetupIntentCreateParams;

/** What a set-up that was made with these parameters is for; null where they say nothing of it. */
export const usageOf = (written: Json): SetupUsage | null =>
  setupUsages.find((known) => known === sendable<Stripe.SetupIntentCreateParams>(written).usage) ??
  null;

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

/**
 * Makes a SetupIntent, and confirms it where the parameters say so. A card that is refused is an
 * answer. Throws PaymentsError.
 */
export async function startSetup(key: WrittenKey, parameters: Json): Promise<SetupAnswer> {
  try {
    return toAnswer(
      await change(key, (keyed) =>
        stripe().setupIntents.create(sendable<Stripe.SetupIntentCreateParams>(parameters), keyed),
      ),
    );
  } catch (error) {
    const refusal = findStripeError(error instanceof PaymentsError ? error.cause : null);
    if (refusal?.type === 'StripeCardError' && refusal.setup_intent) {
      return toAnswer(refusal.setup_intent);
    }
    throw error;
  }
}

/** Looks, and changes nothing. Throws PaymentsError. */
export const retrieveSetup = async (stripeSetupIntentId: string): Promise<SetupAnswer> =>
  toAnswer(
    await look(() => stripe().setupIntents.retrieve(stripeSetupIntentId, { expand: SETUP_EXPAND })),
  );

/** The setup that a row of ours began, found by its metadata. Throws PaymentsError. */
export async function findSetupOf(
  stripeCustomerId: string,
  cardSetupId: string,
): Promise<string | null> {
  const listed = await look(() =>
    stripe().setupIntents.list({ customer: stripeCustomerId, limit: LISTED }),
  );
  const found = listed.data.find(({ metadata }) => metadata?.card_setup_id === cardSetupId);
  return found?.id ?? null;
}

function toAnswer(intent: Stripe.SetupIntent): SetupAnswer {
  if (!intent.client_secret) throw new Error('Stripe told of a setup without a client secret');
  return {
    report: toReport(intent),
    clientSecret: intent.client_secret,
    usageTold: intent.usage === 'on_session' ? 'on_session' : 'off_session',
  };
}

/**
 * What a card was set up for. Stripe was seen to answer `off_session` to whoever asked for `on_session`
 * (recorded in 2026), so that what was agreed to stands in the metadata as well.
 */
export const usageOfIntent = ({
  usage,
  metadata,
}: Pick<Stripe.SetupIntent, 'usage' | 'metadata'>): SetupUsage => {
  const said = metadata?.saved_for ?? usage;
  return setupUsages.find((known) => known === said) ?? 'none';
};

function toReport(intent: Stripe.SetupIntent): SetupReport {
  const method = intent.payment_method;
  return {
    stripeSetupIntentId: intent.id,
    stripeCustomerId: idOf(intent.customer),
    status: intent.status,
    usage: usageOfIntent(intent),
    card: method && typeof method !== 'string' ? toCardDetails(method) : null,
    cardSetupId: intent.metadata?.card_setup_id ?? null,
    failure: toFailure(intent),
  };
}

function toFailure({ id, status, last_setup_error: error }: Stripe.SetupIntent) {
  if (status !== 'requires_payment_method' || !error) return null;
  const card = error.payment_method ? toCardDetails(error.payment_method) : null;
  const code = error.code ?? error.type;
  return {
    ref: `${id}:${error.payment_method?.id ?? 'none'}:${code}`,
    code,
    declineCode: error.decline_code ?? null,
    card: card && { brand: card.brand, last4: card.last4 },
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
