'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ask, type Action, type ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { sendTexts, undoFailureWords, undoneText, undoOfText } from '@/components/words/send-words';

export type UndoSendingAction = Action<{ orderId: string }>;

type UndoSendingProps = {
  orderId: string;
  /** Told apart from others of its kind by whoever does not see where it stands. */
  about?: string | undefined;
  undoSending: UndoSendingAction;
};

/** Takes back that an order was marked as sent, for as long as its buyer was not written to. */
export function UndoSending({ orderId, about, undoSending }: UndoSendingProps) {
  const router = useRouter();
  const toast = useToast();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();

  const [undo, isUndoing] = useSingleFlight(async () => {
    setFailure(null);
    const answer = await ask(undoSending, { orderId });
    if (answer.ok) toast({ title: undoneText });
    else setFailure(answer);
    startTransition(() => router.refresh());
  });

  return (
    <div className="grid justify-items-start gap-2">
      <Button
        size="small"
        aria-label={about ? undoOfText(about) : sendTexts.undoSending}
        onClick={undo}
        pending={isUndoing || isRefreshing}
        pendingLabel={sendTexts.undoing}
      >
        {about ? sendTexts.undo : sendTexts.undoSending}
      </Button>
      {failure ? (
        <FailureNotice
          failure={failure}
          instead={undoFailureWords}
          onRefreshed={() => setFailure(null)}
        />
      ) : null}
    </div>
  );
}
