'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import type { SubmitEvent } from 'react';
import { ask } from '@/components/actions/ask';
import type { ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { fieldText } from '@/components/words/field-words';
import { nameWords, namingFailures } from '@/components/words/wallet-words';
import { NICKNAME_AT_MOST, type CardView } from '@/lib/domain/card';
import type { WalletActions } from './wallet-actions';

type CardNameProps = { card: CardView; nameCard: WalletActions['nameCard'] };

/** What its owner calls a card, to be given, changed and taken away. */
export function CardName({ card, nameCard }: CardNameProps) {
  const router = useRouter();
  const toast = useToast();
  const field = useRef<HTMLDivElement>(null);
  const [nickname, setNickname] = useState(card.nickname ?? '');
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const fault = failure?.fields?.nickname;

  const [save, isSaving] = useSingleFlight(async () => {
    setFailure(null);
    const answer = await ask(nameCard, { cardId: card.id, nickname });
    if (answer.ok) {
      toast({ title: nameWords.saved(card, nickname.trim()) });
      startTransition(() => router.refresh());
      return;
    }
    setFailure(answer);
    if (answer.fields?.nickname) field.current?.querySelector('input')?.focus();
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    return save();
  };

  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-3">
      <div ref={field}>
        <Field
          name="nickname"
          label={nameWords.label}
          hint={nameWords.hint}
          autoComplete="off"
          maxLength={NICKNAME_AT_MOST}
          value={nickname}
          onChange={({ target }) => setNickname(target.value)}
          error={fieldText(fault)}
        />
      </div>
      <Button
        type="submit"
        size="small"
        className="justify-self-start"
        pending={isSaving || isRefreshing}
        pendingLabel={nameWords.saving}
      >
        {nameWords.save}
      </Button>
      {failure && !fault ? (
        <FailureNotice
          failure={failure}
          instead={namingFailures}
          onRefreshed={() => setFailure(null)}
        />
      ) : null}
    </form>
  );
}
