'use client';

import type { Route } from 'next';
import { useState } from 'react';
import { AgreeButton } from '@/components/actions/agree-button';
import { AgreedWords } from '@/components/actions/agreed-words';
import type { Agreed } from '@/components/actions/ask-agreed';
import { SavedCardNotice } from '@/components/checkout/saved-card-notice';
import type { PayWithCard } from '@/components/checkout/use-checkout';
import { useSavedCardPayment } from '@/components/checkout/use-saved-card-payment';
import type { CheckOrder } from '@/components/checkout/use-saved-card-payment';
import { ButtonLink } from '@/components/ui/button-link';
import { toText } from '@/components/words/address-words';
import { payText } from '@/components/words/pay-words';
import { wholeAddress, type PostalAddress } from '@/lib/domain/address';
import type { CardView } from '@/lib/domain/card';
import { formatMoney } from '@/lib/domain/money';
import type { Money } from '@/lib/domain/money';

type PayPanelProps = {
  title: string;
  orderId: string;
  total: Money;
  cards: readonly CardView[];
  /** Where it goes. */
  goesTo: PostalAddress;
  /** False where something else on the page is the better next step. */
  isFirstChoice: boolean;
  payWithCard: PayWithCard;
  checkOrder: CheckOrder;
};

/** Another try of the same order: each saved card in one click, or a new one at checkout. */
export function PayPanel(props: PayPanelProps) {
  const { title, orderId, total, cards, goesTo, isFirstChoice } = props;
  const { pay, pending, trouble } = useSavedCardPayment(props.payWithCard, props.checkOrder);
  const [pressed, setPressed] = useState<string | null>(null);

  const agreedWith = (card: CardView): Agreed<Parameters<PayWithCard>[0]> => ({
    words: [payText(total, card), toText(goesTo)],
    input: { orderId, cardId: card.id, shown: total, to: { asShown: wholeAddress(goesTo) } },
  });
  const payWith = (agreed: ReturnType<typeof agreedWith>) => {
    // While one card is being charged, the spinner stays on its button.
    if (!pending) setPressed(agreed.input.cardId);
    return pay(agreed);
  };

  return (
    <section aria-labelledby="pay-panel" className="grid gap-4">
      <h2 id="pay-panel" className="text-2xl">
        {title}
      </h2>
      <p>
        <AgreedWords className="font-semibold wrap-anywhere">{toText(goesTo)}</AgreedWords>
      </p>
      <div className="grid max-w-lg gap-2">
        {cards.map((card, position) => (
          <AgreeButton
            key={card.id}
            agreed={agreedWith(card)}
            onAgree={payWith}
            variant={isFirstChoice && position === 0 ? 'primary' : 'secondary'}
            wide
            className="figures"
            pending={pending && pressed === card.id}
            aria-disabled={pending}
            pendingLabel="Paying…"
          />
        ))}
        <ButtonLink
          href={`/checkout?order=${orderId}` as Route}
          variant={isFirstChoice && cards.length === 0 ? 'primary' : 'secondary'}
          wide
        >
          {cards.length === 0 ? `Pay ${formatMoney(total)} with a new card` : 'Use a new card'}
        </ButtonLink>
      </div>
      <SavedCardNotice trouble={trouble} />
    </section>
  );
}
