'use client';

import { Elements } from '@stripe/react-stripe-js';
import type { StripeElementsOptions } from '@stripe/stripe-js';
import { useLayoutEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { stripeAppearance } from '@/components/ui/tokens';
import { frameFont } from './frame-font';
import { forgetHangingStripe } from './load-stripe';
import { useStripeSettings } from './stripe-provider';
import { StripeUnreachable } from './stripe-unreachable';
import { ElementsState, useElementsState, type CardFormState } from './use-elements-state';
import { useStripeLoading } from './use-stripe-loading';
import { useTheme } from './use-theme';
import { whole } from '@/components/ui/said';

type StripeElementsProps = {
  /** Memoise it: Elements take every new object for a change. */
  options: StripeElementsOptions;
  /** As large as what takes its place. */
  skeleton: ReactNode;
  /** For those outside of the form. Keep it the same. */
  onState?: ((state: CardFormState) => void) | undefined;
  /** A way out, for where the one among the children is not to be had. */
  otherwise?: ReactNode;
  children: ReactNode;
};

/** Stripe's fields in our colours; a skeleton until they are there, and a way on if they do not come. */
export function StripeElements(props: StripeElementsProps) {
  const settings = useStripeSettings();
  const [tries, setTries] = useState(0);
  const retry = () => {
    forgetHangingStripe(settings);
    setTries((so) => so + 1);
  };
  return <OneTry key={tries} {...props} onRetry={retry} />;
}

function OneTry({
  options,
  skeleton,
  onState,
  otherwise,
  onRetry,
  children,
}: StripeElementsProps & { onRetry: () => void }) {
  const { stripe, hasFailed } = useStripeLoading();
  const { state, report } = useElementsState(hasFailed);
  // Before anybody sees it: what the page around says of a form that loads would else stand beside
  // the word that it could not be loaded.
  useLayoutEffect(() => onState?.(state), [onState, state]);
  const theme = useTheme();
  const dressed = useMemo<StripeElementsOptions>(
    // The page speaks English, whatever the browser's language: two on one page confuse.
    () => ({
      ...options,
      locale: 'en',
      appearance: stripeAppearance(theme),
      // Its address is told by the browser: on the server there is none, and no Stripe.js either.
      fonts: stripe ? [frameFont()] : [],
    }),
    [options, theme, stripe],
  );

  return (
    <>
      {state === 'failed' ? <StripeUnreachable onRetry={onRetry} otherwise={otherwise} /> : null}
      {stripe ? (
        // Kept while it is late: it may come all the same.
        <div className={state === 'failed' ? 'sr-only' : undefined} inert={state === 'failed'}>
          <Elements stripe={stripe} options={dressed}>
            <ElementsState state={state} report={report}>
              {children}
            </ElementsState>
          </Elements>
        </div>
      ) : null}
      {!stripe && state === 'loading' ? whole(skeleton) : null}
    </>
  );
}
