'use client';

import { useElements, useStripe } from '@stripe/react-stripe-js';
import { useMemo, useState } from 'react';
import type { SubmitEvent } from 'react';
import type { ShownFailure } from '@/components/actions/ask';
import { refuseUnlessSaid } from '@/components/actions/ask-agreed';
import { FailureNotice } from '@/components/actions/failure-notice';
import { usePerson } from '@/components/actions/drawn-for';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { CardFields } from '@/components/stripe/card-fields';
import { cardOnly } from '@/components/stripe/payment-element-options';
import { answerOf } from '@/components/stripe/answer-of';
import { refusesEmail } from '@/components/stripe/refuses-email';
import { stripeErrorWords } from '@/components/stripe/stripe-error-words';
import type { ErrorWords } from '@/components/stripe/stripe-error-words';
import { useCardFormState } from '@/components/stripe/use-elements-state';
import { useSlow } from '@/components/stripe/use-slow';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { stripeWords } from '@/components/words/stripe-words';
import { consentWordings } from '@/lib/domain/consent';
import { walletReturnPath } from '@/lib/domain/return-path';

type AddCardFieldsProps = { email: string; onCancel: () => void };

export function AddCardFields({ email, onCancel }: AddCardFieldsProps) {
  const stripe = useStripe();
  const person = usePerson();
  const elements = useElements();
  const formState = useCardFormState();
  const [refusal, setRefusal] = useState<ErrorWords | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isEarly, setIsEarly] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const fields = useMemo(
    () => ({ ...cardOnly, fields: { billingDetails: { email: 'never' as const } } }),
    [],
  );

  const [save, isSaving] = useSingleFlight(async () => {
    setRefusal(null);
    setFailure(null);
    // A form that failed to come is out of reach here; what stands in its place says so.
    setIsEarly(formState !== 'ready');
    if (!stripe || !elements || formState !== 'ready') return;
    const unsaid = refuseUnlessSaid([consentWordings.save_card_in_wallet.text]);
    if (unsaid) return setFailure(unsaid);
    // Forwards to the wallet, having made sure that the card is there.
    const back = new URL(walletReturnPath(person), window.location.origin);
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

  const isSlow = useSlow(isSaving);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    return save();
  };

  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      <CardFields options={fields} />
      {isEarly && formState === 'loading' ? (
        <Notice tone="warning" live="alert" title={stripeWords.formLoading.title}>
          {stripeWords.formLoading.text}
        </Notice>
      ) : null}
      {isSlow ? (
        <Notice tone="warning" live="status" title={stripeWords.slowSetup.title}>
          {stripeWords.slowSetup.text}
        </Notice>
      ) : null}
      {failure ? <FailureNotice failure={failure} onRefreshed={() => setFailure(null)} /> : null}
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
