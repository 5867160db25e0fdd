'use client';

import type { Route } from 'next';
import { useState } from 'react';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSavedCardPayment } from '@/components/checkout/use-saved-card-payment';
import type { CheckOrder } from '@/components/checkout/use-saved-card-payment';
import type { PreorderWithCard } from '@/components/shop/one-click';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { cardLabel } from '@/components/wallet/card-words';
import type { CardView } from '@/lib/domain/card';
import type { Money } from '@/lib/domain/money';
import { CHARGE_LATER_VERSION, chargeLaterWording } from '@/lib/domain/preorder';

type PreorderPanelProps = {
  orderId: string;
  title: string;
  total: Money;
  shipBy: number;
  /** The cards to choose from, without the one that it has. */
  cards: readonly CardView[];
  /** It has a card that can be charged: another one is a change, and no hurry. */
  hasCard: boolean;
  preorderWithCard: PreorderWithCard;
  checkOrder: CheckOrder;
};

/** Chooses the card that a pre-order is charged to when it ships, or another one. */
export function PreorderPanel(props: PreorderPanelProps) {
  const { orderId, title, total, shipBy, cards, hasCard } = props;
  const { pay, pending, failure, clearFailure } = useSavedCardPayment(
    props.preorderWithCard,
    props.checkOrder,
  );
  const [pressed, setPressed] = useState<string | null>(null);

  const choose = (cardId: string) => {
    // While one card is being set up, the spinner stays on its button.
    if (!pending) setPressed(cardId);
    const shown = { ...total, shipBy };
    return pay({ subject: { orderId }, shown, consentVersion: CHARGE_LATER_VERSION, cardId });
  };

  return (
    <section aria-labelledby="preorder-panel" className="grid gap-4">
      <h2 id="preorder-panel" className="text-2xl">
        {hasCard ? 'Change the card' : 'Choose the card'}
      </h2>
      <p className="max-w-prose text-sm text-ink-muted">
        {chargeLaterWording({ title, total, shipBy }).text}
      </p>
      <div className="grid max-w-lg gap-2">
        {cards.map((card, position) => (
          <Button
            key={card.id}
            variant={!hasCard && position === 0 ? 'primary' : 'secondary'}
            wide
            className="figures"
            onClick={() => choose(card.id)}
            pending={pending && pressed === card.id}
            aria-disabled={pending}
            pendingLabel="Asking your bank…"
          >
            {hasCard ? 'Change to' : 'Pre-order with'} {cardLabel(card)}
          </Button>
        ))}
        <ButtonLink
          href={`/checkout?order=${orderId}` as Route}
          variant={!hasCard && cards.length === 0 ? 'primary' : 'secondary'}
          wide
        >
          Use a new card
        </ButtonLink>
      </div>
      {failure ? <FailureNotice failure={failure} onRefreshed={clearFailure} /> : null}
    </section>
  );
}
