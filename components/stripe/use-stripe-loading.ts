'use client';

import type { Stripe } from '@stripe/stripe-js';
import { useEffect, useState } from 'react';
import { stripeOf } from './load-stripe';
import { useStripeSettings } from './stripe-provider';

/** Loads Stripe.js as soon as the component is there. Null until it has come. */
export function useStripeLoading(): { stripe: Stripe | null; hasFailed: boolean } {
  const { publishableKey, localUrl } = useStripeSettings();
  const [stripe, setStripe] = useState<Stripe | null>(null);
  const [hasFailed, setHasFailed] = useState(false);

  useEffect(() => {
    let isWanted = true;
    stripeOf({ publishableKey, localUrl }).then(
      (loaded) => isWanted && setStripe(loaded),
      () => isWanted && setHasFailed(true),
    );
    return () => {
      isWanted = false;
    };
  }, [publishableKey, localUrl]);

  return { stripe, hasFailed };
}
