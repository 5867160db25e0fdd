'use client';

import type { StripeElementsOptions } from '@stripe/stripe-js';
import { useMemo, useState } from 'react';
import { AgreedWords } from '@/components/actions/agreed-words';
import { CardFieldsSkeleton } from '@/components/stripe/card-fields-skeleton';
import { StripeElements } from '@/components/stripe/stripe-elements';
import { useSavedFor } from '@/components/stripe/stripe-provider';
import { Button } from '@/components/ui/button';
import { Said } from '@/components/ui/said';
import { Sheet } from '@/components/ui/sheet';
import { addingWords, renewWords } from '@/components/words/wallet-words';
import type { CardView } from '@/lib/domain/card';
import { savingWording } from '@/lib/domain/consent';
import type { Adding } from './adding';
import { AddCardFields } from './add-card-fields';

export type AddCardFormProps = Adding & {
  renews?: CardView | undefined;
  onClose: () => void;
};

/** What Stripe wants to know of a form that charges nothing: it chooses kinds of payment by it. A card knows none. */
const CURRENCY = 'eur';

export function AddCardForm({ email, startAddingCard, renews, onClose }: AddCardFormProps) {
  const savedFor = useSavedFor();
  const [isSaving, setIsSaving] = useState(false);
  const options = useMemo<StripeElementsOptions>(
    () => ({
      mode: 'setup',
      currency: CURRENCY,
      setupFutureUsage: savedFor,
      allowedPaymentMethodTypes: ['card'],
    }),
    [savedFor],
  );

  return (
    <Sheet
      title={renews ? <Said isName>{renewWords.title(renews)}</Said> : addingWords.title}
      description={
        <span className="grid gap-2">
          {renews ? <Said>{renewWords.text}</Said> : null}
          <AgreedWords>{savingWording('save_card_in_wallet', savedFor).text}</AgreedWords>
        </span>
      }
      closeLabel={addingWords.close}
      onClose={onClose}
      staysOpen={isSaving}
    >
      <StripeElements
        options={options}
        skeleton={<CardFieldsSkeleton />}
        otherwise={
          <Button variant="quiet" onClick={onClose}>
            {addingWords.cancel}
          </Button>
        }
      >
        <AddCardFields
          email={email}
          startAddingCard={startAddingCard}
          onSaving={setIsSaving}
          onCancel={onClose}
        />
      </StripeElements>
    </Sheet>
  );
}
