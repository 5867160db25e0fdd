'use client';

import { ask, type Action } from '@/components/actions/ask';
import { OneLineForm } from '@/components/actions/one-line-form';
import { dealtWithWords } from '@/components/words/attention-words';

export type DealWithAction = Action<{ attentionId: string; note: string }>;

type DealWithProps = { attentionId: string; dealWith: DealWithAction };

/** Says what was done about something that was owed, and closes it. */
export function DealWith({ attentionId, dealWith }: DealWithProps) {
  return (
    <OneLineForm
      name="note"
      label={dealtWithWords.label}
      button={dealtWithWords.button}
      pendingLabel={dealtWithWords.writing}
      maxLength={500}
      instead={{ unreachable: dealtWithWords.unreachable }}
      send={(note) => ask(dealWith, { attentionId, note })}
    />
  );
}
