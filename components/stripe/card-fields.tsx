'use client';

import { PaymentElement } from '@stripe/react-stripe-js';
import type { StripePaymentElementOptions } from '@stripe/stripe-js';
import { clsx } from 'clsx';
import { useState } from 'react';
import { Notice } from '@/components/ui/notice';
import { CardFieldsSkeleton } from './card-fields-skeleton';

type CardFieldsProps = {
  /** Memoise it, or keep it outside of components. */
  options: StripePaymentElementOptions;
};

/** Stripe's own fields for a card, in a frame of Stripe's: this page never sees a digit. */
export function CardFields({ options }: CardFieldsProps) {
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');

  if (state === 'failed') {
    return (
      <Notice tone="warning" live="alert" title="The card form could not be shown">
        It may have been open for too long. Load this page again to get a new one.
      </Notice>
    );
  }
  return (
    <div className="relative">
      {/* The frame grows while it loads: under the skeleton's height, nothing below it moves. */}
      <div className={clsx(state === 'loading' && 'min-h-58 opacity-0')}>
        <PaymentElement
          options={options}
          onReady={() => setState('ready')}
          onLoadError={() => setState('failed')}
        />
      </div>
      {state === 'loading' ? <CardFieldsSkeleton className="absolute inset-x-0 top-0" /> : null}
    </div>
  );
}
