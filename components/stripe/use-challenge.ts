'use client';

import { forgetHangingStripe, STRIPE_JS_WAIT_MS, stripeOf } from './load-stripe';
import { useStripeSettings } from './stripe-provider';
import { inTime } from './in-time';

/**
 * `asked`: the bank had its turn, whatever came of it. `not_shown`: Stripe.js did not come, so
 * nobody was asked. `lost`: it was there, but something in between failed.
 */
export type ChallengeEnd = 'asked' | 'not_shown' | 'lost';

/**
 * Lets the buyer's bank ask, in place. Whether something was paid is not told from here: only the
 * server, asking Stripe, knows that.
 */
export function useChallenge(): (clientSecret: string) => Promise<ChallengeEnd> {
  const settings = useStripeSettings();
  return async (clientSecret) => {
    let stripe;
    try {
      stripe = await inTime(stripeOf(settings), STRIPE_JS_WAIT_MS);
    } catch {
      // Blocked, broken, or hanging: the next try asks for it anew.
      forgetHangingStripe(settings);
      return 'not_shown';
    }
    try {
      const { error } = await stripe.handleNextAction({ clientSecret });
      const isLost = error?.type === 'api_connection_error' || error?.type === 'api_error';
      return isLost ? 'lost' : 'asked';
    } catch {
      // Thrown where the challenge was over by the time it came: the server finds out.
      return 'lost';
    }
  };
}
