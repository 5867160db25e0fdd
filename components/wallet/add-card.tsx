'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ComponentType, MouseEvent } from 'react';
import type { ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { useWarmStripe } from '@/components/stripe/use-warm-stripe';
import { Button } from '@/components/ui/button';
import { Said } from '@/components/ui/said';
import { addingFailures, addingWords, renewWords } from '@/components/words/wallet-words';
import type { CardView } from '@/lib/domain/card';
import type { AddCardFormProps } from './add-card-form';
import type { Adding } from './adding';

type AddCardProps = Adding & {
  /** The card that is about to expire, where this is for the one that takes its place. */
  renews?: CardView | undefined;
};

/** With Stripe's own components: most visits of a wallet never open it. */
const loadForm = async () => (await import('./add-card-form')).AddCardForm;

/** A button with a form behind it. Nothing is made at Stripe, or counted, before a card is typed and sent. */
export function AddCard({ email, startAddingCard, renews }: AddCardProps) {
  const [Form, setForm] = useState<ComponentType<AddCardFormProps> | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const warmStripe = useWarmStripe();
  const warm = () => {
    warmStripe();
    loadForm().catch(() => undefined);
  };

  const [open, isOpening] = useSingleFlight(async () => {
    setFailure(null);
    const loaded = await loadForm().catch(() => null);
    if (loaded) setForm(() => loaded);
    else setFailure({ ok: false, code: 'unreachable' });
  });
  const press = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    // Safari gives a pressed button no focus, and the form gives back only what was there.
    currentTarget.focus();
    return open();
  };
  const look = renews
    ? ({ size: 'small', 'aria-label': renewWords.spoken(renews) } as const)
    : ({ variant: 'primary' } as const);

  return (
    <>
      <Button
        {...look}
        aria-haspopup="dialog"
        onClick={press}
        onPointerOver={warm}
        onTouchStart={warm}
        onFocus={warm}
        pending={isOpening}
        pendingLabel={addingWords.opening}
      >
        {renews ? null : <Plus aria-hidden="true" className="size-5" />}
        <Said>{renews ? renewWords.renew : addingWords.add}</Said>
      </Button>
      {failure ? (
        <FailureNotice
          failure={failure}
          instead={addingFailures}
          onRefreshed={() => setFailure(null)}
        />
      ) : null}
      {Form ? (
        <Form
          email={email}
          startAddingCard={startAddingCard}
          renews={renews}
          onClose={() => setForm(null)}
        />
      ) : null}
    </>
  );
}
