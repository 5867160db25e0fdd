'use client';

import { useEffect, useMemo, useState } from 'react';
import type { SubmitEvent } from 'react';
import type { ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { CardFields } from '@/components/stripe/card-fields';
import { cardOnly } from '@/components/stripe/payment-element-options';
import { refusalOf } from '@/components/stripe/stripe-error-words';
import type { Refusal } from '@/components/stripe/stripe-error-words';
import { useCardFormState } from '@/components/stripe/use-elements-state';
import { useSlow } from '@/components/stripe/use-slow';
import { Button } from '@/components/ui/button';
import { InView } from '@/components/ui/in-view';
import { Notice } from '@/components/ui/notice';
import { beginAnewText, stripeWords } from '@/components/words/stripe-words';
import { addingFailures, addingWords } from '@/components/words/wallet-words';
import type { Adding } from './adding';
import { useSaveCard } from './use-save-card';

type AddCardFieldsProps = Adding & {
  /** Told while a card is on its way, for as long as that takes no longer than it should. Keep it the same. */
  onSaving: (isSaving: boolean) => void;
  onCancel: () => void;
};

export function AddCardFields({ onSaving, onCancel, ...adding }: AddCardFieldsProps) {
  const formState = useCardFormState();
  const saveCard = useSaveCard(adding);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
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
    if (formState !== 'ready') return;
    const saved = await saveCard();
    if (saved.is === 'failed') return setFailure(saved.failure);
    if (saved.is === 'refused') return setRefusal(refusalOf(saved.error));
    setIsLeaving(true);
    // A whole new page: the return address is a route that forwards, not a page of this app.
    window.location.assign(saved.back);
  });

  const isSlow = useSlow(isSaving);
  const isUnderWay = (isSaving && !isSlow) || isLeaving;
  useEffect(() => onSaving(isUnderWay), [onSaving, isUnderWay]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    return save();
  };

  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      <CardFields options={fields} onEscape={isUnderWay ? undefined : onCancel} />
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          pending={isSaving || isLeaving}
          pendingLabel={addingWords.saving}
        >
          {addingWords.save}
        </Button>
        <Button variant="quiet" disabled={isUnderWay} onClick={onCancel}>
          {addingWords.cancel}
        </Button>
      </div>
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
      {failure ? (
        <InView>
          <FailureNotice
            failure={failure}
            instead={addingFailures}
            onRefreshed={() => setFailure(null)}
          />
        </InView>
      ) : null}
      {refusal ? (
        <InView stays={refusal.isAtField}>
          <Notice
            tone="danger"
            live="alert"
            title={refusal.title}
            // The next press makes another set-up in the place of one that is over.
            action={refusal.isOver ? <Button type="submit">{beginAnewText}</Button> : null}
          >
            {refusal.text}
          </Notice>
        </InView>
      ) : null}
    </form>
  );
}
