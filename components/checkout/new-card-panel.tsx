'use client';

import type { StripeElementsOptions } from '@stripe/stripe-js';
import { useMemo } from 'react';
import type { Ref } from 'react';
import { CardFieldsSkeleton } from '@/components/stripe/card-fields-skeleton';
import { StripeElements } from '@/components/stripe/stripe-elements';
import type { CardFormState } from '@/components/stripe/use-elements-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { Money } from '@/lib/domain/money';
import { TypedCard } from './typed-card';
import type { TypedCardHandle } from './typed-card';

type NewCardPanelProps = {
  total: Money;
  email: string;
  /** The card is set up now, with its owner present, and charged later. */
  isForLater: boolean;
  /** Null until Stripe's fields are there. */
  ref: Ref<TypedCardHandle>;
  onState: (state: CardFormState) => void;
};

/** The fields for a card that is not saved. No intent exists until the buyer pays. */
export function NewCardPanel({ total, email, isForLater, ref, onState }: NewCardPanelProps) {
  const { amount, currency } = total;
  const options = useMemo<StripeElementsOptions>(
    () => ({
      ...(isForLater
        ? { mode: 'setup' as const, setupFutureUsage: 'off_session' as const }
        : { mode: 'payment' as const, amount }),
      currency,
      allowedPaymentMethodTypes: ['card'],
    }),
    [amount, currency, isForLater],
  );
  return (
    <StripeElements
      options={options}
      onState={onState}
      skeleton={
        <div className="grid gap-4 pt-1">
          <div className="grid gap-1.5">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="h-11" />
          </div>
          <CardFieldsSkeleton />
        </div>
      }
    >
      <TypedCard email={email} isForLater={isForLater} ref={ref} />
    </StripeElements>
  );
}
