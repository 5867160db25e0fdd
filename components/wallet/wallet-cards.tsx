'use client';

import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { AgreedWords } from '@/components/actions/agreed-words';
import type { Agreed } from '@/components/actions/ask-agreed';
import { FailureNotice } from '@/components/actions/failure-notice';
import { Button } from '@/components/ui/button';
import { successorOf } from '@/lib/domain/card';
import { offeringWording } from '@/lib/domain/consent';
import type { CardView } from '@/lib/domain/card';
import type { WalletCard } from '@/lib/domain/wallet-card';
import { AddCard } from './add-card';
import type { Adding } from './adding';
import { CardDetails } from './card-details';
import { CardName } from './card-name';
import { CardTile } from './card-tile';
import { spokenCardLabel } from './card-words';
import { RemoveCardDialog } from './remove-card-dialog';
import type { Removal } from './remove-card-dialog';
import { useWallet } from './use-wallet';
import type { WalletActions } from './wallet-actions';
import { whole } from '@/components/ui/said';

type WalletCardsProps = {
  /** The default first, then the newest. */
  cards: readonly WalletCard[];
  actions: WalletActions;
  adding: Adding;
  /** Stands in for the list while there is none. */
  empty: ReactNode;
};

export function WalletCards({ cards, actions, adding, empty }: WalletCardsProps) {
  const section = useRef<HTMLElement>(null);
  const hasRemoved = useRef(false);
  const [removal, setRemoval] = useState<Removal | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const wallet = useWallet(actions);

  const askToRemove = (card: CardView) => {
    // The list comes with the newest first, which is all that age is needed for.
    const byAge = cards.map((each, position) => ({ ...each, createdAt: -position }));
    const heir = card.isDefault ? successorOf(byAge, card.id, Date.now()) : null;
    setRemoval({ card, heir });
    setIsAsking(true);
  };
  const remove = async (agreed: Agreed<Removal>) => {
    hasRemoved.current = true;
    await wallet.remove(agreed);
    setIsAsking(false);
  };

  // The button that opened the dialog goes with its card, and the focus would fall to the top.
  useEffect(() => {
    if (hasRemoved.current) section.current?.focus();
    hasRemoved.current = false;
  }, [cards]);

  return (
    <section ref={section} tabIndex={-1} aria-label="Your cards" className="grid gap-6">
      {wallet.failure ? (
        <FailureNotice failure={wallet.failure} onRefreshed={wallet.clearFailure} />
      ) : null}
      {cards.length === 0 ? whole(empty) : null}
      <ul className="grid gap-x-8 gap-y-10 empty:hidden sm:grid-cols-2 lg:grid-cols-3">
        {cards.map((card) => (
          <li key={card.id}>
            <CardTile card={card}>
              {card.isDefault ? null : (
                <Button
                  size="small"
                  aria-label={`Make default: ${spokenCardLabel(card)}`}
                  pending={wallet.isBusy(card)}
                  onClick={() => wallet.makeDefault(card)}
                >
                  Make default
                </Button>
              )}
              {card.offeredAtCheckout ? null : (
                <Button
                  size="small"
                  aria-label={`Use at checkout: ${spokenCardLabel(card)}`}
                  pending={wallet.isBusy(card)}
                  onClick={() => wallet.offerAtCheckout(card)}
                >
                  Use at checkout
                </Button>
              )}
              {card.expiry === 'valid' ? null : <AddCard {...adding} renews={card} />}
              <Button
                size="small"
                variant="quiet"
                // A quiet button has no edge: alone, its word stands below the card's.
                className="first:-ml-3"
                aria-label={`Remove ${spokenCardLabel(card)}`}
                onClick={() => askToRemove(card)}
              >
                Remove
              </Button>
              {card.offeredAtCheckout ? null : (
                <p className="basis-full text-sm text-ink-muted">
                  <AgreedWords>{offeringWording.text}</AgreedWords>
                </p>
              )}
              <CardDetails card={card}>
                <CardName card={card} nameCard={actions.nameCard} />
              </CardDetails>
            </CardTile>
          </li>
        ))}
      </ul>
      <RemoveCardDialog
        removal={removal}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onRemove={remove}
        isRemoving={wallet.isRemoving}
      />
    </section>
  );
}
