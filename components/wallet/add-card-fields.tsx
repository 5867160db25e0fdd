'use client';

import { useElements, useStripe } from '@stripe/react-stripe-js';
import { useMemo, useState } from 'react';
import type { SubmitEvent } from 'react';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { CardFields } from '@/components/stripe/card-fields';
import { cardOnly } from '@/components/stripe/payment-element-options';
import { answerOf } from '@/components/stripe/answer-of';
import { refusesEmail } from '@/components/stripe/refuses-email';
import { stripeErrorWords } from '@/components/stripe/stripe-error-words';
import type { ErrorWords } from '@/components/stripe/stripe-error-words';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** Forwards to the wallet, having made sure that the card is there. */
const RETURN_PATH = '/wallet/return';

type AddCardFieldsProps = { email: string; onCancel: () => void };

export function AddCardFields({ email, onCancel }: AddCardFieldsProps) {
  const stripe = useStripe();
  const elements = useElements();
  const [refusal, setRefusal] = useState<ErrorWords | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const fields = useMemo(
    () => ({ ...cardOnly, fields: { billingDetails: { email: 'never' as const } } }),
    [],
  );

  const [save, isSaving] = useSingleFlight(async () => {
    if (!stripe || !elements) return;
    setRefusal(null);
    const back = new URL(RETURN_PATH, window.location.origin);
    const confirm = (onCard: string | null) =>
      stripe.confirmSetup({
        elements,
        redirect: 'if_required',
        confirmParams: {
          return_url: back.href,
          payment_method_data: { billing_details: { email: onCard } },
        },
      });
    const error = await answerOf(async () => {
      // Not asked for in the form: the account's own goes on the card, unless Stripe refuses it. Its
      // owner could not mend it here.
      let answer = await confirm(email);
      if (answer.error && refusesEmail(answer.error)) answer = await confirm(null);
      if (answer.error) return answer.error;
      back.searchParams.set('setup_intent', answer.setupIntent.id);
      return null;
    });
    if (error) {
      setRefusal(stripeErrorWords(error));
      return;
    }
    setIsLeaving(true);
    // A whole new page: the return address is a route that forwards, not a page of this app.
    window.location.assign(back);
  });

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    return save();
  };

  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      <CardFields options={fields} />
      {refusal ? (
        <Notice tone="danger" live="alert" title={refusal.title}>
          {refusal.text}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          pending={isSaving || isLeaving}
          pendingLabel="Saving the card…"
        >
          Save card
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
