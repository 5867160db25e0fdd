'use client';

import type { Route } from 'next';
import { useState } from 'react';
import { AgreeButton } from '@/components/actions/agree-button';
import type { Agreed } from '@/components/actions/ask-agreed';
import { AgreedWords } from '@/components/actions/agreed-words';
import { SavedCardNotice } from '@/components/checkout/saved-card-notice';
import { useSavedCardPayment } from '@/components/checkout/use-saved-card-payment';
import type { CheckOrder } from '@/components/checkout/use-saved-card-payment';
import type { PreorderWithCard } from '@/components/shop/one-click';
import { ButtonLink } from '@/components/ui/button-link';
import { toText } from '@/components/words/address-words';
import { changeCardText, preorderText } from '@/components/words/pay-words';
import { wholeAddress, type PostalAddress } from '@/lib/domain/address';
import type { CardView } from '@/lib/domain/card';
import type { Money } from '@/lib/domain/money';
import { CHARGE_LATER_VERSION, chargeLaterWording } from '@/lib/domain/preorder';

type PreorderPanelProps = {
  orderId: string;
  title: string;
  total: Money;
  shipBy: number;
  /** Where it goes. */
  goesTo: PostalAddress;
  /** The cards to choose from, without the one that it has. */
  cards: readonly CardView[];
  /** It has a card that can be charged: another one is a change, and no hurry. */
  hasCard: boolean;
  preorderWithCard: PreorderWithCard;
  checkOrder: CheckOrder;
};

/** Chooses the card that a pre-order is charged to before it is sent, or another one. */
export function PreorderPanel(props: PreorderPanelProps) {
  const { orderId, title, total, shipBy, goesTo, cards, hasCard } = props;
  const { pay, pending, trouble } = useSavedCardPayment(props.preorderWithCard, props.checkOrder);
  const [pressed, setPressed] = useState<string | null>(null);

  const terms = chargeLaterWording({ title, total, shipBy }).text;
  const agreedWith = (card: CardView): Agreed<Parameters<PreorderWithCard>[0]> => ({
    words: [hasCard ? changeCardText(card) : preorderText(card), terms, toText(goesTo)],
    input: {
      subject: { orderId },
      shown: { ...total, shipBy },
      consentVersion: CHARGE_LATER_VERSION,
      cardId: card.id,
      to: { asShown: wholeAddress(goesTo) },
    },
  });
  const choose = (agreed: ReturnType<typeof agreedWith>) => {
    // While one card is being set up, the spinner stays on its button.
    if (!pending) setPressed(agreed.input.cardId);
    return pay(agreed);
  };

  return (
    <section aria-labelledby="preorder-panel" className="grid gap-4">
      <h2 id="preorder-panel" className="text-2xl">
        {hasCard ? 'Change the card' : 'Choose the card'}
      </h2>
      <p className="max-w-prose text-sm text-ink-muted">
        <AgreedWords>{terms}</AgreedWords>
      </p>
      <p>
        <AgreedWords className="font-semibold wrap-anywhere">{toText(goesTo)}</AgreedWords>
      </p>
      <div className="grid max-w-lg gap-2">
        {cards.map((card, position) => (
          <AgreeButton
            key={card.id}
            agreed={agreedWith(card)}
            onAgree={choose}
            variant={!hasCard && position === 0 ? 'primary' : 'secondary'}
            wide
            className="figures"
            pending={pending && pressed === card.id}
            aria-disabled={pending}
            pendingLabel="Asking your bank…"
          />
        ))}
        <ButtonLink
          href={`/checkout?order=${orderId}` as Route}
          variant={!hasCard && cards.length === 0 ? 'primary' : 'secondary'}
          wide
        >
          Use a new card
        </ButtonLink>
      </div>
      <SavedCardNotice trouble={trouble} doing="preorder" />
    </section>
  );
}
