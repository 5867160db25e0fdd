import type { StripeElements, StripeError } from '@stripe/stripe-js';
import { inTime } from './in-time';
import { STRIPE_JS_WAIT_MS } from './load-stripe';

/**
 * Checks the fields and marks what is wrong with them: null where nothing is. Each confirm needs one of its
 * own before it. It asks nobody but their frame: one that does not answer is lost.
 */
export const checkFields = (elements: StripeElements): Promise<StripeError | null> =>
  inTime(
    elements.submit().then(({ error }) => error ?? null),
    STRIPE_JS_WAIT_MS,
  ).catch(() => ({ type: 'api_connection_error' }));
