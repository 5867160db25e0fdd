'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { consentWordings } from '@/lib/domain/consent';
import { AddCardForm } from './add-card-form';
import { Said } from '@/components/ui/said';

export type StartAddingCard = Action<{ consentVersion: string }, { clientSecret: string }>;

type AddCardProps = {
  email: string;
  startAddingCard: StartAddingCard;
};

/** A button that becomes a form. Nothing is made at Stripe before somebody asks for it. */
export function AddCard({ email, startAddingCard }: AddCardProps) {
  const [clientSecret, setClientSecret] = useState<string | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);

  const [start, isStarting] = useSingleFlight(async () => {
    setFailure(null);
    const { version } = consentWordings.save_card_in_wallet;
    const answer = await ask(startAddingCard, { consentVersion: version });
    if (answer.ok) setClientSecret(answer.value.clientSecret);
    else setFailure(answer);
  });

  if (clientSecret !== null) {
    return (
      <AddCardForm
        // Elements keep the first secret they were given: a new one needs new Elements.
        key={clientSecret}
        clientSecret={clientSecret}
        email={email}
        onCancel={() => setClientSecret(null)}
      />
    );
  }
  return (
    <div className="grid justify-items-start gap-4">
      <Button
        variant="primary"
        onClick={start}
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
