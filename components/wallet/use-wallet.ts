'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ask } from '@/components/actions/ask';
import { askAgreed, type Agreed } from '@/components/actions/ask-agreed';
import type { Answer, ShownFailure } from '@/components/actions/ask';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { useToast } from '@/components/ui/toast';
import { failureText } from '@/components/words/failure-words';
import { UNDO_WITHIN_MS, type CardView } from '@/lib/domain/card';
import { offeringWording } from '@/lib/domain/consent';
import { cardLabel } from './card-words';
import type { WalletActions } from './wallet-actions';

const GONE = { too_late: 'The card is gone for good. You can add it again.' };

/** What the buttons of a wallet do, and what is said of it. */
export function useWallet(actions: WalletActions) {
  const router = useRouter();
  const toast = useToast();
  const [busyCard, setBusyCard] = useState<string | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const refresh = () => startTransition(() => router.refresh());

  const bringBack = async (card: CardView, asDefault: boolean) => {
    const answer = await ask(actions.undoRemoval, { cardId: card.id, asDefault });
    if (answer.ok || answer.code === 'too_late') {
      if (!answer.ok) toast({ title: failureText(answer, GONE), tone: 'danger' });
    } else {
      // A word in passing has no way on.
      setFailure(answer);
    }
    refresh();
  };

  const [remove, isRemoving] = useSingleFlight(
    async ({ words, input: { card } }: Agreed<{ card: CardView }>) => {
      setFailure(null);
      const answer = await askAgreed(actions.removeCard, { words, input: { cardId: card.id } });
      if (answer.ok) {
        const { wasDefault } = answer.value;
        toast({
          title: `${cardLabel(card)} removed`,
          shownFor: UNDO_WITHIN_MS,
          action: { label: 'Undo', onAction: () => void bringBack(card, wasDefault) },
        });
      } else {
        setFailure(answer);
      }
      refresh();
    },
  );

  const [change, isChanging] = useSingleFlight(
    async (card: CardView, asked: () => Promise<Answer<void>>, done: string) => {
      setBusyCard(card.id);
      setFailure(null);
      const answer = await asked();
      if (answer.ok) toast({ title: done });
      else setFailure(answer);
      refresh();
    },
  );
  const { makeDefault, offerAtCheckout } = actions;
  const { version: consentVersion, text: consentText } = offeringWording;

  return {
    remove,
    isRemoving,
    makeDefault: (card: CardView) =>
      change(
        card,
        () => ask(makeDefault, { cardId: card.id }),
        `${cardLabel(card)} is your default now`,
      ),
    offerAtCheckout: (card: CardView) =>
      change(
        card,
        () =>
          askAgreed(offerAtCheckout, {
            words: [consentText],
            input: { cardId: card.id, consentVersion },
          }),
        `${cardLabel(card)} is offered at checkout now`,
      ),
    isBusy: (card: CardView) => busyCard === card.id && (isChanging || isRefreshing),
    failure,
    clearFailure: () => setFailure(null),
  };
}
