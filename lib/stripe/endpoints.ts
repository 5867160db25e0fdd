import type Stripe from 'stripe';
import type { Json } from '../domain/json';
import type { WrittenKey } from '../domain/ids';
import { STRIPE_API_VERSION, stripe } from './client';
import { sendable } from './sendable';
import { change, look } from './send';

/** A webhook endpoint as Stripe has it. Its secret was told once, when it was made. */
export type Endpoint = {
  stripeEndpointId: string;
  url: string;
  events: readonly string[];
  apiVersion: string | null;
  isEnabled: boolean;
};

/** Stripe allows sixteen of them. */
const MOST = 1_000;

/** The account's webhook endpoints, in this mode. Throws PaymentsError. */
export async function listEndpoints(): Promise<Endpoint[]> {
  const listed = await look(() =>
    stripe().webhookEndpoints.list({ limit: 100 }).autoPagingToArray({ limit: MOST }),
  );
  return listed.map((endpoint) => ({
    stripeEndpointId: endpoint.id,
    url: endpoint.url,
    events: endpoint.enabled_events,
    apiVersion: endpoint.api_version,
    isEnabled: endpoint.status === 'enabled',
  }));
}

/** Of the version that this code was written for: an endpoint keeps the one that it was made with. */
export const newEndpointParameters = (url: string, events: readonly string[]): Json =>
  ({
    url,
    enabled_events: [...events] as Stripe.WebhookEndpointCreateParams.EnabledEvent[],
    api_version: STRIPE_API_VERSION as Stripe.WebhookEndpointCreateParams.ApiVersion,
    description: 'Cardkeep',
  }) satisfies Stripe.WebhookEndpointCreateParams;

export const endpointChange = (events: readonly string[]): Json =>
  ({
    enabled_events: [...events] as Stripe.WebhookEndpointUpdateParams.EnabledEvent[],
    disabled: false,
  }) satisfies Stripe.WebhookEndpointUpdateParams;

/**
 * Makes an endpoint and gives its secret, which Stripe tells here and never again. Show it, never
 * store or log it. Throws PaymentsError.
 */
export async function makeEndpoint(key: WrittenKey, parameters: Json): Promise<string> {
  const { secret } = await change(key, (keyed) =>
    stripe().webhookEndpoints.create(
      sendable<Stripe.WebhookEndpointCreateParams>(parameters),
      keyed,
    ),
  );
  if (!secret) throw new Error('Stripe made an endpoint and told no secret');
  return secret;
}

/** Throws PaymentsError. */
export async function changeEndpoint(
  key: WrittenKey,
  stripeEndpointId: string,
  parameters: Json,
): Promise<void> {
  await change(key, (keyed) =>
    stripe().webhookEndpoints.update(
      stripeEndpointId,
      sendable<Stripe.WebhookEndpointUpdateParams>(parameters),
      keyed,
    ),
  );
}
