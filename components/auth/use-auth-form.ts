'use client';

import { useEffect, useRef, useState, useTransition } from 'react';
import type { SubmitEvent } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { fieldText } from '@/components/words/field-words';

/**
 * Sends a form's fields to an action, which redirects when it succeeds, or is done. Fields are read
 * at submit and never reset, so that a refusal loses nothing that was typed.
 */
export function useAuthForm<Name extends string>(
  names: readonly Name[],
  action: Action<Record<Name, string> & { next?: string }>,
  next?: string,
) {
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isDone, setIsDone] = useState(false);
  const [pending, startTransition] = useTransition();

  useEffect(() => {
    if (!failure && !isDone) return;
    const firstWrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (firstWrong ?? notice.current)?.focus();
  }, [failure, isDone]);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    const values = Object.fromEntries(names.map((name) => [name, textOf(data, name)])) as Record<
      Name,
      string
    >;
    startTransition(async () => {
      const answer = await ask(action, { ...values, ...(next !== undefined && { next }) });
      setFailure(answer.ok ? null : answer);
      setIsDone(answer.ok);
    });
  };

  return {
    form,
    notice,
    submit,
    pending,
    isDone,
    /** Null while every complaint stands beside its field. */
    failure: failure && !failure.fields ? failure : null,
    errorOf: (name: Name) => fieldText(failure?.fields?.[name]),
  };
}

function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
