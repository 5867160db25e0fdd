import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { stripeWords } from '@/components/words/stripe-words';
import { whole } from '@/components/ui/said';

/** Stands where the card form should be. */
export function StripeUnreachable({
  onRetry,
  otherwise,
}: {
  onRetry: () => void;
  otherwise: ReactNode;
}) {
  // Can take the focus: whoever presses the page's button without a form is led here.
  const notice = useRef<HTMLDivElement>(null);
  return (
    <Notice
      ref={notice}
      tone="warning"
      live="alert"
      title={stripeWords.formMissing.title}
      action={
        <>
          <Button onClick={onRetry}>Try again</Button>
          {whole(otherwise)}
        </>
      }
    >
      {stripeWords.formMissing.text}
    </Notice>
  );
}
