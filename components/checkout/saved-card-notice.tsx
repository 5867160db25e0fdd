'use client';

import type { Route } from 'next';
import { usePathname } from 'next/navigation';
import { FailureNotice, type AnotherCopy } from '@/components/actions/failure-notice';
import { useSlow } from '@/components/stripe/use-slow';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { InView } from '@/components/ui/in-view';
import { Notice } from '@/components/ui/notice';
import { limitWords, type Doing } from '@/components/words/limit-words';
import { stripeWords } from '@/components/words/stripe-words';
import { SlowNotice } from './slow-notice';
import type { SavedCardTrouble } from './use-saved-card-payment';

type SavedCardNoticeProps = {
  trouble: SavedCardTrouble;
  another?: AnotherCopy | undefined;
  /** Left out where it is to pay. */
  doing?: Doing | undefined;
};

/** What stands in the way of a payment with a saved card, with the way on. One thing at a time. */
export function SavedCardNotice({ trouble, another, doing }: SavedCardNoticeProps) {
  const { failure, question, orderId, goOn, clear, isUnderWay } = trouble;
  const path = usePathname();
  const isSlow = useSlow(isUnderWay);
  if (isSlow) {
    return (
      <InView key="slow">
        <SlowNotice orderId={orderId} />
      </InView>
    );
  }
  if (failure) {
    return (
      <InView key="failure">
        <FailureNotice
          failure={failure}
          instead={doing && limitWords[doing]}
          onRefreshed={clear}
          another={another}
        />
      </InView>
    );
  }
  if (!question) return null;
  const order = `/orders/${question.orderId}`;
  return (
    <InView key="question">
      <Notice
        tone="warning"
        live="alert"
        title={stripeWords.questionMissing.title}
        action={
          <>
            <Button onClick={goOn}>Try again</Button>
            {path === order ? null : (
              <ButtonLink href={order as Route}>Go to your order</ButtonLink>
            )}
          </>
        }
      >
        {stripeWords.questionMissing.text}
      </Notice>
    </InView>
  );
}
