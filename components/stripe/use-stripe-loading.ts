'use client';

import type { Stripe } from '@stripe/stripe-js';
import { useEffect, useState } from 'react';
import { stripeOf } from './load-stripe';
import { useStripeSettings } from './stripe-provider';

export type StripeLoading =
  { state: 'loading' } | { state: 'ready'; stripe: Stripe } | { state: 'failed' };

/** Loads Stripe.js as soon as the component is there, and again at `retry`. */
export function useStripeLoading(): StripeLoading & { retry: () => void } {
  const { publishableKey, localUrl } = useStripeSettings();
  const [tries, setTries] = useState(0);
  const [loading, setLoading] = useState<StripeLoading>({ state: 'loading' });

  useEffect(() => {
    let isWanted = true;
    stripeOf({ publishableKey, localUrl }).then(
      (stripe) => isWanted && setLoading({ state: 'ready', stripe }),
      () => isWanted && setLoading({ state: 'failed' }),
    );
    return () => {
      isWanted = false;
    };
  }, [publishableKey, localUrl, tries]);

  const retry = () => {
    setLoading({ state: 'loading' });
    setTries((so) => so + 1);
  };
  return { ...loading, retry };
}
