'use client';

import { ask } from '@/components/actions/ask';
import { OneLineForm } from '@/components/actions/one-line-form';
import { useToast } from '@/components/ui/toast';
import { nameWords, namingFailures } from '@/components/words/wallet-words';
import { NICKNAME_AT_MOST, type CardView } from '@/lib/domain/card';
import type { WalletActions } from './wallet-actions';

type CardNameProps = { card: CardView; nameCard: WalletActions['nameCard'] };

/** What its owner calls a card, to be given, changed and taken away. */
export function CardName({ card, nameCard }: CardNameProps) {
  const toast = useToast();
  return (
    <OneLineForm
      name="nickname"
      label={nameWords.label}
      hint={nameWords.hint}
      button={nameWords.save}
      pendingLabel={nameWords.saving}
      size="small"
      maxLength={NICKNAME_AT_MOST}
      first={card.nickname ?? ''}
      instead={namingFailures}
      send={(nickname) => ask(nameCard, { cardId: card.id, nickname })}
      onSent={(nickname) => toast({ title: nameWords.saved(card, nickname.trim()) })}
    />
  );
}
