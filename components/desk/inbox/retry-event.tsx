'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { inboxWords } from '@/components/words/desk-words';
import type { InboxState } from '@/lib/domain/inbox';

type Retried = { state: InboxState; note: string | null };

type RetryEventProps = {
  stripeEventId: string;
  isProcessed: boolean;
  /** What came of it so far. */
  note: string | null;
  retryEvent: Action<{ stripeEventId: string }, Retried>;
};

/** What came of an event, and the button that tries again: what comes of the press is said in its place. */
export function RetryEvent({ stripeEventId, isProcessed, note, retryEvent }: RetryEventProps) {
  const router = useRouter();
  const [retried, setRetried] = useState<Retried | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();

  const [retry, isRetrying] = useSingleFlight(async () => {
    setRetried(null);
    setFailure(null);
    const answer = await ask(retryEvent, { stripeEventId });
    if (answer.ok) setRetried(answer.value);
    else setFailure(answer);
    startTransition(() => router.refresh());
  });

  return (
    <div className="grid justify-items-start gap-3">
      {retried ? (
        <Notice
          live="status"
          tone={retried.state === 'processed' ? 'success' : 'danger'}
          title={inboxWords[retried.state].text}
        >
          {retried.note}
        </Notice>
      ) : (
        <p className="max-w-prose break-words">{note ?? 'It was not tried yet.'}</p>
      )}
      {isProcessed ? null : (
        <Button
          variant="primary"
          onClick={retry}
          pending={isRetrying || isRefreshing}
          pendingLabel="Processing the event…"
        >
          Retry now
        </Button>
      )}
      {failure ? <FailureNotice failure={failure} onRefreshed={() => setFailure(null)} /> : null}
    </div>
  );
}
