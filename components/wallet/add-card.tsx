'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ComponentType } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { useWarmStripe } from '@/components/stripe/use-warm-stripe';
import { Button } from '@/components/ui/button';
import { consentWordings } from '@/lib/domain/consent';
import type { AddCardFormProps } from './add-card-form';
import { Said } from '@/components/ui/said';

export type StartAddingCard = Action<{ consentVersion: string }, { clientSecret: string }>;

type AddCardProps = {
  email: string;
  startAddingCard: StartAddingCard;
};

type Opened = { clientSecret: string; Form: ComponentType<AddCardFormProps> };

/** With Stripe's own components: most visits of a wallet never open it. */
const loadForm = async () => (await import('./add-card-form')).AddCardForm;

/** A button that becomes a form. Nothing is made at Stripe before somebody asks for it. */
export function AddCard({ email, startAddingCard }: AddCardProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const warmStripe = useWarmStripe();
  const warm = () => {
    warmStripe();
    loadForm().catch(() => undefined);
  };

  const [start, isStarting] = useSingleFlight(async () => {
    setFailure(null);
    // First: without it, what is begun at Stripe would be for nothing.
    const Form = await loadForm().catch(() => null);
    if (!Form) return setFailure({ ok: false, code: 'unreachable' });
    const { version } = consentWordings.save_card_in_wallet;
    const answer = await ask(startAddingCard, { consentVersion: version });
    if (answer.ok) setOpened({ clientSecret: answer.value.clientSecret, Form });
    else setFailure(answer);
  });

  if (opened) {
    const { clientSecret, Form } = opened;
    return (
      <Form
        // Elements keep the first secret they were given: a new one needs new Elements.
        key={clientSecret}
        clientSecret={clientSecret}
        email={email}
        onCancel={() => setOpened(null)}
      />
    );
  }
  return (
    <div className="grid justify-items-start gap-4">
      <Button
        variant="primary"
        onClick={start}
        onPointerOver={warm}
        onTouchStart={warm}
        onFocus={warm}
        pending={isStarting}
        pendingLabel="Opening the form…"
      >
        <Plus aria-hidden="true" className="size-5" />
        <Said>Add card</Said>
      </Button>
      {failure ? <FailureNotice failure={failure} onRefreshed={() => setFailure(null)} /> : null}
    </div>
  );
}
