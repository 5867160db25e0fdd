'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { failureText } from '@/components/words/failure-words';
import { useCleanAddress } from './use-clean-address';
import { whole } from '@/components/ui/said';

type VerifyEmailFormProps = {
  /** Null where the address has none that is good. */
  token: string | null;
  verifyEmail: Action<{ token: string }>;
  /** What stands there without a token. */
  otherwise: ReactNode;
};

export function VerifyEmailForm({ token: given, verifyEmail, otherwise }: VerifyEmailFormProps) {
  useCleanAddress();
  // Kept: the address is clean now, and the page knows no token when it is asked for again.
  const [token] = useState(given);
  const router = useRouter();
  const notice = useRef<HTMLDivElement>(null);
  const [answer, setAnswer] = useState<{ ok: true } | ShownFailure | null>(null);
  const [confirm, pending] = useSingleFlight(async () => {
    if (token === null) return;
    const said = await ask(verifyEmail, { token });
    setAnswer(said);
    // The account's menu stands on the page already.
    if (said.ok) router.refresh();
  });
  // The button that had the focus is gone.
  useEffect(() => notice.current?.focus(), [answer]);

  if (answer?.ok) {
    return (
      <Notice ref={notice} tone="success" live="status">
        Thank you, your address is confirmed.
      </Notice>
    );
  }
  if (token === null) return whole(otherwise);
  return (
    <div className="grid gap-5">
      {answer ? (
        <Notice ref={notice} tone="danger" live="alert">
          {failureText(answer)}
        </Notice>
      ) : null}
      <p>One press, and we know that mail of ours reaches you.</p>
      <Button
        variant="primary"
        wide
        onClick={() => void confirm()}
        pending={pending}
        pendingLabel="Confirming…"
      >
        Confirm the address
      </Button>
    </div>
  );
}
