import type { Json } from '../domain/json';
import { stripe } from './client';
import { findStripeError } from './errors';

/** How old a signature may be, in seconds: Stripe's own advice, enough for a clock that is off. */
const TOLERANCE_S = 300;

/** An event as it is stored: client secrets are cut out at every depth. */
export type VerifiedEvent = {
  stripeEventId: string;
  type: string;
  apiVersion: string | null;
  livemode: boolean;
  payload: Json;
};

/**
 * Checks an event against one secret or two (while one is rolled). Null where no secret fits,
 * the signature is too old, or the body is not JSON.
 */
export function verifyEvent(
  body: string,
  signature: string,
  secrets: readonly string[],
): VerifiedEvent | null {
  for (const secret of secrets) {
    try {
      const event = stripe().webhooks.constructEvent(body, signature, secret, TOLERANCE_S);
      return {
        stripeEventId: event.id,
        type: event.type,
        apiVersion: event.api_version,
        livemode: event.livemode,
        payload: withoutClientSecrets(JSON.parse(body) as Json),
      };
    } catch (error) {
      const isForged = findStripeError(error)?.type === 'StripeSignatureVerificationError';
      if (!isForged && !(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}

/** A copy without any `client_secret`. */
export function withoutClientSecrets(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutClientSecrets);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'client_secret')
      .map(([name, inner]) => [name, inner === undefined ? inner : withoutClientSecrets(inner)]),
  );
}
