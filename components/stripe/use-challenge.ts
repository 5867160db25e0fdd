'use client';

import { stripeOf } from './load-stripe';
import { useStripeSettings } from './stripe-provider';

/**
 * Lets the buyer's bank ask, in place. Whatever comes of it is not told from here: only the server,
 * asking Stripe, knows whether something was paid, and an order whose challenge could not even be
 * shown offers to go on with it.
 */
export function useChallenge(): (clientSecret: string) => Promise<void> {
  const settings = useStripeSettings();
  return async (clientSecret) => {
    try {
      const stripe = await stripeOf(settings);
      await stripe.handleNextAction({ clientSecret });
    } catch {
      // Stripe.js could not be loaded, or the challenge was over by the time it came.
    }
  };
}
