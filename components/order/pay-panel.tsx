'use client';

import type { Route } from 'next';
import { useState } from 'react';
import { FailureNotice } from '@/components/actions/failure-notice';
import type { PayWithCard } from '@/components/checkout/checkout-form';
import { useSavedCardPayment } from '@/components/checkout/use-saved-card-payment';
import type { CheckOrder } from '@/components/checkout/use-saved-card-payment';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { cardLabel } from '@/components/wallet/card-words';
import type { CardView } from '@/lib/domain/card';
import { formatMoney } from '@/lib/domain/money';
import type { Money } from '@/lib/domain/money';

type PayPanelProps = {
  title: string;
  orderId: string;
  total: Money;
  cards: readonly CardView[];
  /** False where something else on the page is the better next step. */
  isFirstChoice: boolean;
  payWithCard: PayWithCard;
  checkOrder: CheckOrder;
};

/** Another try of the same order: each saved card in one click, or a new one at checkout. */
export function PayPanel(props: PayPanelProps) {
  const { title, orderId, total, cards, isFirstChoice } = props;
  const { pay, pending, failure, clearFailure } = useSavedCardPayment(
    props.payWithCard,
    props.checkOrder,
  );
  const [pressed, setPressed] = useState<string | null>(null);

  const payWith = (cardId: string) => {
    // While one card is being charged, the spinner stays on its button.
    if (!pending) setPressed(cardId);
    return pay({ orderId, cardId, shown: total });
  };

  return (
    <section aria-labelledby="pay-panel" className="grid gap-4">
      <h2 id="pay-panel" className="text-2xl">
        {title}
      </h2>
      <div className="grid max-w-lg gap-2">
        {cards.map((card, position) => (
          <Button
            key={card.id}
            variant={isFirstChoice && position === 0 ? 'primary' : 'secondary'}
            wide
            className="figures"
            onClick={() => payWith(card.id)}
            pending={pending && pressed === card.id}
            aria-disabled={pending}
            pendingLabel="Paying…"
          >
            Pay {formatMoney(total)} with {cardLabel(card)}
          </Button>
        ))}
        <ButtonLink
          href={`/checkout?order=${orderId}` as Route}
          variant={isFirstChoice && cards.length === 0 ? 'primary' : 'secondary'}
          wide
        >
          {cards.length === 0 ? `Pay ${formatMoney(total)} with a new card` : 'Use a new card'}
        </ButtonLink>
      </div>
      {failure ? <FailureNotice failure={failure} onRefreshed={clearFailure} /> : null}
    </section>
  );
}
