'use client';

import { useState } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { limitWords } from '@/components/words/limit-words';
import { whole } from '@/components/ui/said';

export type SendVerificationAgain = Action<Record<string, never>>;

type SendAgainProps = { email: string; sendVerificationAgain: SendVerificationAgain };

const sentText = (email: string) => `A new link is on its way to ${email}. Older ones are over.`;

/** Has the mail with the link sent once more, and says so beside the button. */
export function SendAgain({ email, sendVerificationAgain }: SendAgainProps) {
  const [answer, setAnswer] = useState<{ ok: true } | ShownFailure | null>(null);
  const [send, pending] = useSingleFlight(async () =>
    setAnswer(await ask(sendVerificationAgain, {})),
  );
  return (
    <div className="grid justify-items-start gap-2">
      <Button size="small" onClick={() => void send()} pending={pending}>
        Send the mail again
      </Button>
      {answer && !answer.ok ? (
        <FailureNotice failure={answer} instead={limitWords.get_mail} />
      ) : null}
      <p role="status" className="text-sm wrap-anywhere text-ink-muted empty:hidden">
        {answer?.ok ? whole(sentText(email)) : null}
      </p>
    </div>
  );
}
