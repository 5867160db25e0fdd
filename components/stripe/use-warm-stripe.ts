'use client';

import { useCallback } from 'react';
import { stripeOf } from './load-stripe';
import { useStripeSettings } from './stripe-provider';

/**
 * Begins to load Stripe.js for somebody who shows that they will need it. What fails is said where it is needed: it is
 * asked for anew there.
 */
export function useWarmStripe(): () => void {
  const settings = useStripeSettings();
  return useCallback(() => {
    stripeOf(settings).catch(() => undefined);
  }, [settings]);
}
