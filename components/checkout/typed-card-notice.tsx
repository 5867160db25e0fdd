'use client';

import { FailureNotice, type AnotherCopy } from '@/components/actions/failure-notice';
import { LoadAgain } from '@/components/actions/load-again';
import { useSlow } from '@/components/stripe/use-slow';
import type { CardFormState } from '@/components/stripe/use-elements-state';
import { InView } from '@/components/ui/in-view';
import { Notice } from '@/components/ui/notice';
import { limitWords, type Doing } from '@/components/words/limit-words';
import { beginAnewText, stripeWords } from '@/components/words/stripe-words';
import { SlowNotice } from './slow-notice';
import type { TypedCardPayment } from './use-typed-card-payment';

type TypedCardNoticeProps = {
  payment: TypedCardPayment;
  formState: CardFormState;
  another: AnotherCopy;
  /** Left out where it is to pay. */
  doing?: Doing | undefined;
};

/** What stands in the way of a payment with a typed card. One thing at a time. */
export function TypedCardNotice(props: TypedCardNoticeProps) {
  const { trouble, isUnderWay } = props.payment;
  const isSlow = useSlow(isUnderWay);
  if (!isSlow && !trouble) return null;
  return (
    <InView
      // Another trouble is another notice, which is looked at anew.
      key={isSlow ? 'slow' : trouble?.kind}
      stays={!isSlow && trouble?.kind === 'refusal' && trouble.refusal.isAtField}
    >
      <Trouble {...props} isSlow={isSlow} />
    </InView>
  );
}

function Trouble({
  payment: { trouble, placedId, clearTrouble },
  formState,
  another,
  doing,
  isSlow,
}: TypedCardNoticeProps & { isSlow: boolean }) {
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
        <FailureNotice
          failure={trouble.failure}
          instead={doing && limitWords[doing]}
          onRefreshed={clearTrouble}
          another={another}
        />
      );
    case 'refusal':
      return (
        <Notice
          tone="danger"
          live="alert"
          title={trouble.refusal.title}
          action={trouble.refusal.isOver ? <LoadAgain>{beginAnewText}</LoadAgain> : null}
        >
          {trouble.refusal.text}
        </Notice>
      );
  }
}
