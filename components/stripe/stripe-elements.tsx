'use client';

import { Elements } from '@stripe/react-stripe-js';
import type { StripeElementsOptions } from '@stripe/stripe-js';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { stripeAppearance } from '@/components/ui/tokens';
import { useStripeLoading } from './use-stripe-loading';
import { useTheme } from './use-theme';

type StripeElementsProps = {
  /** Memoise it: Elements take every new object for a change. */
  options: StripeElementsOptions;
  /** As large as what takes its place. */
  skeleton: ReactNode;
  children: ReactNode;
};

/** Stripe's fields in our colours; a skeleton until they are there, and a way on if they never come. */
export function StripeElements({ options, skeleton, children }: StripeElementsProps) {
  const loading = useStripeLoading();
  const theme = useTheme();
  const dressed = useMemo<StripeElementsOptions>(
    // The page speaks English, whatever the browser's language: two on one page confuse.
    () => ({ ...options, locale: 'en', appearance: stripeAppearance(theme) }),
    [options, theme],
  );

  if (loading.state === 'failed') return <StripeUnreachable onRetry={loading.retry} />;
  if (loading.state === 'loading') return skeleton;
  return (
    <Elements stripe={loading.stripe} options={dressed}>
      {children}
    </Elements>
  );
}

export function StripeUnreachable({ onRetry }: { onRetry: () => void }) {
  return (
    <Notice
      tone="warning"
      live="alert"
      title="The card form could not be loaded"
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      It comes from our payment provider. Check your connection, or pause a blocker that may hold it
      back.
    </Notice>
  );
}
