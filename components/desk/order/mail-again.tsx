'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { mailAgainWords, noteWords } from '@/components/words/desk-person-words';
import { heldBackWords } from '@/components/words/mail-words';
import type { HeldBack } from '@/lib/domain/mail-state';

type MailAgainProps = {
  orderId: string;
  /** Made with the page, and anew once it was sent. */
  requestId: string;
  kind: keyof typeof mailAgainWords.button;
  recipient: string;
  mailAgain: Action<{ orderId: string; requestId: string }, { heldBack: HeldBack | null }>;
};

/** Sends an order's mail once more, to whom it went. */
export function MailAgain({ orderId, requestId, kind, recipient, mailAgain }: MailAgainProps) {
  const router = useRouter();
  const toast = useToast();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();

  const [send, isSending] = useSingleFlight(async () => {
    setFailure(null);
    const answer = await ask(mailAgain, { orderId, requestId });
    if (!answer.ok) return setFailure(answer);
    const { heldBack } = answer.value;
    toast({
      title:
        heldBack === null
          ? mailAgainWords.sent(recipient)
          : `${mailAgainWords.heldBack}: ${heldBackWords[heldBack]}`,
    });
    startTransition(() => router.refresh());
  });

  return (
    <div className="grid justify-items-start gap-2">
      <Button
        size="small"
        onClick={send}
        pending={isSending || isRefreshing}
        pendingLabel={mailAgainWords.sending}
      >
        {mailAgainWords.button[kind]}
      </Button>
      {failure ? (
        <FailureNotice
          failure={failure}
          instead={{
            unreachable: noteWords.unreachable,
            too_late: mailAgainWords.tooLate,
            too_many_tries: mailAgainWords.tooMany,
          }}
          onRefreshed={() => setFailure(null)}
        />
      ) : null}
    </div>
  );
}
