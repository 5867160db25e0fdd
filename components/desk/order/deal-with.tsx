'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition, type FormEvent } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { fieldText } from '@/components/words/field-words';

export type DealWithAction = Action<{ attentionId: string; note: string }>;

type DealWithProps = { attentionId: string; dealWith: DealWithAction };

/** Says what was done about something that was owed, and closes it. */
export function DealWith({ attentionId, dealWith }: DealWithProps) {
  const router = useRouter();
  const field = useRef<HTMLDivElement>(null);
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const noteFault = failure?.fields?.note;

  const [send, isSending] = useSingleFlight(async () => {
    setFailure(null);
    const answer = await ask(dealWith, { attentionId, note });
    if (answer.ok) return startTransition(() => router.refresh());
    setFailure(answer);
    if (answer.fields?.note) field.current?.querySelector('input')?.focus();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };

  return (
    <form onSubmit={submit} noValidate className="grid w-full max-w-prose gap-3">
      <div ref={field}>
        <Field
          name="note"
          label="What was done"
          autoComplete="off"
          maxLength={500}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          error={fieldText(noteFault)}
        />
      </div>
      <Button
        type="submit"
        className="justify-self-start"
        pending={isSending || isRefreshing}
        pendingLabel="Writing it down…"
      >
        Dealt with
      </Button>
      {failure && !noteFault ? (
        <FailureNotice
          failure={failure}
          instead={{ unreachable: UNREACHABLE }}
          onRefreshed={() => setFailure(null)}
        />
      ) : null}
    </form>
  );
}

const UNREACHABLE = 'We could not reach the shop. Check your connection and press again.';
