'use client';

import { PaymentElement } from '@stripe/react-stripe-js';
import type { StripePaymentElementOptions } from '@stripe/stripe-js';
import { clsx } from 'clsx';
import { CardFieldsSkeleton } from './card-fields-skeleton';
import { useCardFormState, useElementReport } from './use-elements-state';

type CardFieldsProps = {
  /** Memoise it, or keep it outside of components. */
  options: StripePaymentElementOptions;
  /** Escape, pressed inside of the frame. */
  onEscape?: (() => void) | undefined;
};

/** Stripe's own fields for a card, in a frame of Stripe's: this page never sees a digit. */
export function CardFields({ options, onEscape }: CardFieldsProps) {
  const { onReady, onLoadError } = useElementReport('payment');
  const isLoading = useCardFormState() === 'loading';
  return (
    <div className="relative">
      {/* The frame grows while it loads: under the skeleton's height, nothing below it moves. */}
      <div className={clsx(isLoading && 'min-h-58 opacity-0')}>
        <PaymentElement
          options={options}
          onReady={onReady}
          onLoadError={onLoadError}
          onEscape={() => onEscape?.()}
        />
      </div>
      {isLoading ? <CardFieldsSkeleton className="absolute inset-x-0 top-0" /> : null}
    </div>
  );
}
