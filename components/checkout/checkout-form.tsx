'use client';

import { useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import type { Action } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import type { BuyWithCard } from '@/components/shop/one-click';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RadioCard, RadioCardGroup } from '@/components/ui/radio-card';
import { CardLine } from '@/components/wallet/card-line';
import { cardLabel } from '@/components/wallet/card-words';
import type { CardView } from '@/lib/domain/card';
import { formatMoney } from '@/lib/domain/money';
import type { Money } from '@/lib/domain/money';
import { NewCardPanel } from './new-card-panel';
import type { TypedCardHandle } from './typed-card';
import { useSavedCardPayment } from './use-saved-card-payment';
import type { CheckOrder, PaymentStarted } from './use-saved-card-payment';
import { useTypedCardPayment } from './use-typed-card-payment';
import type { PaymentSubject, StartPayment } from './use-typed-card-payment';

const NEW_CARD = 'new';

export type PayWithCard = Action<{ orderId: string; cardId: string; shown: Money }, PaymentStarted>;

type CheckoutFormProps = {
  subject: PaymentSubject;
  total: Money;
  cards: readonly CardView[];
  email: string;
  buyWithCard: BuyWithCard;
  payWithCard: PayWithCard;
  startPayment: StartPayment;
  checkOrder: CheckOrder;
};

/** Pays with a saved card or a new one. The total stands on the button, and nothing is added to it. */
export function CheckoutForm(props: CheckoutFormProps) {
  const { total, cards, email, checkOrder } = props;
  const [subject, setSubject] = useState(props.subject);
  const [choice, setChoice] = useState(cards[0]?.id ?? NEW_CARD);
  const [wantedNew, setWantedNew] = useState(cards.length === 0);
  const typedCard = useRef<TypedCardHandle>(null);

  const saved = useSavedCardPayment<string>(
    (cardId) =>
      'orderId' in subject
        ? props.payWithCard({ ...subject, cardId, shown: total })
        : props.buyWithCard({ ...subject, cardId, shown: total }),
    checkOrder,
  );
  const typed = useTypedCardPayment({
    subject,
    total,
    startPayment: props.startPayment,
    checkOrder,
    onPlaced: (orderId) => {
      setSubject({ orderId });
      // Loading the page again goes on with this order rather than placing another.
      window.history.replaceState(null, '', `/checkout?order=${orderId}`);
    },
  });

  const isNew = choice === NEW_CARD;
  const choose = (next: string) => {
    setChoice(next);
    if (next === NEW_CARD) setWantedNew(true);
    saved.clearFailure();
    typed.clearTrouble();
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isNew) await typed.pay(typedCard.current);
    else await saved.pay(choice);
  };

  const chosen = cards.find((card) => card.id === choice);
  const newCard = wantedNew ? <NewCardPanel total={total} email={email} ref={typedCard} /> : null;

  return (
    // On a phone the summary sticks to the top: what takes focus must not hide beneath it.
    <form method="post" onSubmit={submit} className="grid gap-6 max-md:**:scroll-mt-28">
      {cards.length === 0 ? (
        newCard
      ) : (
        <RadioCardGroup legend="Pay with">
          {cards.map((card) => (
            <RadioCard
              key={card.id}
              name="card"
              value={card.id}
              checked={choice === card.id}
              onChange={() => choose(card.id)}
              aside={card.isDefault ? <Badge>Default</Badge> : null}
            >
              <CardLine card={card} />
            </RadioCard>
          ))}
          <RadioCard
            name="card"
            value={NEW_CARD}
            checked={isNew}
            onChange={() => choose(NEW_CARD)}
            panel={newCard}
            panelHidden={!isNew}
          >
            <span className="font-semibold">New card</span>
          </RadioCard>
        </RadioCardGroup>
      )}
      {saved.failure ? (
        <FailureNotice failure={saved.failure} onRefreshed={saved.clearFailure} />
      ) : null}
      {typed.trouble?.kind === 'failure' ? (
        <FailureNotice failure={typed.trouble.failure} onRefreshed={typed.clearTrouble} />
      ) : null}
      {typed.trouble?.kind === 'refusal' ? (
        <Notice tone="danger" live="alert" title={typed.trouble.words.title}>
          {typed.trouble.words.text}
        </Notice>
      ) : null}
      <Button
        type="submit"
        variant="primary"
        wide
        className="figures min-h-14 text-lg"
        pending={saved.pending || typed.pending}
        pendingLabel="Paying…"
      >
        Pay {formatMoney(total)}
        {chosen ? <span className="sr-only"> with {cardLabel(chosen)}</span> : null}
      </Button>
    </form>
  );
}
