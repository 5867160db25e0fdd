'use client';

import { FailureNotice, type AnotherCopy } from '@/components/actions/failure-notice';
import { useSlow } from '@/components/stripe/use-slow';
import type { CardFormState } from '@/components/stripe/use-elements-state';
import { Notice } from '@/components/ui/notice';
import { stripeWords } from '@/components/words/stripe-words';
import { SlowNotice } from './slow-notice';
import type { TypedCardPayment } from './use-typed-card-payment';

type TypedCardNoticeProps = {
  payment: TypedCardPayment;
  formState: CardFormState;
  another: AnotherCopy;
};

/** What stands in the way of a payment with a typed card. One thing at a time. */
export function TypedCardNotice({ payment, formState, another }: TypedCardNoticeProps) {
  const { trouble, isUnderWay, placedId, clearTrouble } = payment;
  const isSlow = useSlow(isUnderWay);
  if (isSlow) return <SlowNotice orderId={placedId} />;
  switch (trouble?.kind) {
    case undefined:
      return null;
    case 'not_ready':
      // Over as soon as the fields are there; where they do not come, their own place says so.
      return formState === 'loading' ? (
        <Notice tone="warning" live="alert" title={stripeWords.formLoading.title}>
          {stripeWords.formLoading.text}
        </Notice>
      ) : null;
    case 'failure':
      return (
        <FailureNotice failure={trouble.failure} onRefreshed={clearTrouble} another={another} />
      );
    case 'refusal':
      return (
        <Notice tone="danger" live="alert" title={trouble.words.title}>
          {trouble.words.text}
        </Notice>
      );
  }
}
