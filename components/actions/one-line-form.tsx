'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition, type FormEvent } from 'react';
import type { Answer, ShownCode, ShownFailure } from '@/components/actions/ask';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { fieldText } from '@/components/words/field-words';
import { FailureNotice } from './failure-notice';
import { useSingleFlight } from './use-single-flight';

type OneLineFormProps = {
  /** By which the server names what is wrong with it. */
  name: string;
  label: string;
  hint?: string | undefined;
  button: string;
  pendingLabel: string;
  size?: 'small' | undefined;
  maxLength: number;
  /** What stands in it at first. */
  first?: string;
  /** Whether nothing is left in it once it was sent, for the next one. */
  isEmptiedAfter?: boolean;
  instead: Partial<Record<ShownCode, string>>;
  send: (typed: string) => Promise<Answer<unknown>>;
  onSent?: (typed: string) => void;
};

/** One line that is typed and sent; the page is drawn anew with what came of it. */
export function OneLineForm(props: OneLineFormProps) {
  const { name, first = '', isEmptiedAfter = false, instead, send, onSent } = props;
  const router = useRouter();
  const field = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState(first);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const fault = failure?.fields?.[name];

  const [submit, isSending] = useSingleFlight(async () => {
    setFailure(null);
    const answer = await send(typed);
    if (answer.ok) {
      if (isEmptiedAfter) setTyped('');
      onSent?.(typed);
      return startTransition(() => router.refresh());
    }
    setFailure(answer);
    if (answer.fields?.[name]) field.current?.querySelector('input')?.focus();
  });

  return (
    <form
      method="post"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
      noValidate
      className="grid w-full max-w-prose gap-3"
    >
      <div ref={field}>
        <Field
          name={name}
          label={props.label}
          hint={props.hint}
          autoComplete="off"
          maxLength={props.maxLength}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          error={fieldText(fault)}
        />
      </div>
      <Button
        type="submit"
        size={props.size}
        className="justify-self-start"
        pending={isSending || isRefreshing}
        pendingLabel={props.pendingLabel}
      >
        {props.button}
      </Button>
      {failure && !fault ? (
        <FailureNotice failure={failure} instead={instead} onRefreshed={() => setFailure(null)} />
      ) : null}
    </form>
  );
}
