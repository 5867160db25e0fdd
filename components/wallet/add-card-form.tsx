'use client';

import type { StripeElementsOptions } from '@stripe/stripe-js';
import { useEffect, useMemo, useRef } from 'react';
import { AgreedWords } from '@/components/actions/agreed-words';
import { CardFieldsSkeleton } from '@/components/stripe/card-fields-skeleton';
import { StripeElements } from '@/components/stripe/stripe-elements';
import { Button } from '@/components/ui/button';
import { consentWordings } from '@/lib/domain/consent';
import { AddCardFields } from './add-card-fields';

export type AddCardFormProps = {
  clientSecret: string;
  email: string;
  onCancel: () => void;
};

export function AddCardForm({ clientSecret, email, onCancel }: AddCardFormProps) {
  const options = useMemo<StripeElementsOptions>(() => ({ clientSecret }), [clientSecret]);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that had the focus is gone: without this it would fall back to the page's top.
  useEffect(() => heading.current?.focus(), []);

  return (
    <section
      aria-labelledby="add-card"
      className="grid max-w-lg gap-5 rounded-sheet border border-line bg-sheet p-5 shadow-sheet sm:p-6"
    >
      <div className="grid gap-2">
        <h2 id="add-card" ref={heading} tabIndex={-1} className="text-2xl">
          Add a card
        </h2>
        <p className="text-sm text-ink-muted">
          <AgreedWords>{consentWordings.save_card_in_wallet.text}</AgreedWords>
        </p>
      </div>
      <StripeElements
        options={options}
        skeleton={<CardFieldsSkeleton />}
        otherwise={
          <Button variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        }
      >
        <AddCardFields email={email} onCancel={onCancel} />
      </StripeElements>
    </section>
  );
}
