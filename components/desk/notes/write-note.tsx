'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition, type FormEvent } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { noteWords } from '@/components/words/desk-person-words';
import { fieldText } from '@/components/words/field-words';

type About = { orderId: string; userId: null } | { orderId: null; userId: string };

type WriteNoteProps = {
  /** Made with the page, and anew with each note: again after a lost answer is the same note. */
  noteId: string;
  about: About;
  writeNote: Action<About & { noteId: string; note: string }>;
};

export function WriteNote({ noteId, about, writeNote }: WriteNoteProps) {
  const router = useRouter();
  const field = useRef<HTMLDivElement>(null);
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const fault = failure?.fields?.note;

  const [send, isSending] = useSingleFlight(async () => {
    setFailure(null);
    const answer = await ask(writeNote, { ...about, noteId, note });
    if (answer.ok) {
      setNote('');
      // Brings the next note's id.
      return startTransition(() => router.refresh());
    }
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
          label={noteWords.label}
          hint={noteWords.hint}
          autoComplete="off"
          maxLength={500}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          error={fieldText(fault)}
        />
      </div>
      <Button
        type="submit"
        size="small"
        className="justify-self-start"
        pending={isSending || isRefreshing}
        pendingLabel={noteWords.writing}
      >
        {noteWords.write}
      </Button>
      {failure && !fault ? (
        <FailureNotice
          failure={failure}
          instead={{ unreachable: noteWords.unreachable, too_late: noteWords.tooLate }}
          onRefreshed={() => setFailure(null)}
        />
      ) : null}
    </form>
  );
}
