import Stripe from 'stripe';
import { env } from '../env';
import { punctualHttpClient } from './http-client';
import { ANSWER_WITHIN_MS } from './patience';

/** The version that this code was written for. Endpoints are made with it too. */
export const STRIPE_API_VERSION = '2026-10-28.endive';

const KEY = Symbol.for('cardkeep.stripe');
const holder = globalThis as { [KEY]?: Stripe };

function connect(): Stripe {
  const { secretKey, localUrl, answerWithinMs } = env().stripe;
  const local = localUrl === null ? null : new URL(localUrl);
  return new Stripe(secretKey, {
    apiVersion: STRIPE_API_VERSION,
    // lib/stripe/send.ts retries: it knows the click's deadline, and that a 429 may be repeated.
    maxNetworkRetries: 0,
    timeout: answerWithinMs ?? ANSWER_WITHIN_MS,
    httpClient: punctualHttpClient(local ? 'http' : 'https'),
    telemetry: false,
    appInfo: { name: 'Cardkeep' },
    ...(local && {
      host: local.hostname,
      port: local.port || '80',
      protocol: 'http' as const,
    }),
  });
}

export const stripe = (): Stripe => (holder[KEY] ??= connect());
