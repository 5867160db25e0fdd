'use client';

import { useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import type { Action } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import type { BuyWithCard, PreorderWithCard } from '@/components/shop/one-click';
import { PreorderTerms } from '@/components/shop/preorder-terms';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RadioCard, RadioCardGroup } from '@/components/ui/radio-card';
import { CardLine } from '@/components/wallet/card-line';
import { cardLabel } from '@/components/wallet/card-words';
import type { CardView } from '@/lib/domain/card';
import { formatMoney } from '@/lib/domain/money';
import type { PaymentState } from '@/lib/domain/order';
import { CHARGE_LATER_VERSION } from '@/lib/domain/preorder';
import type { Money } from '@/lib/domain/money';
import type { PaymentStarted, Subject } from '@/lib/domain/subject';
import { NewCardPanel } from './new-card-panel';
import type { TypedCardHandle } from './typed-card';
import { useSavedCardPayment } from './use-saved-card-payment';
import type { CheckOrder } from './use-saved-card-payment';
import { useTypedCardPayment } from './use-typed-card-payment';
import type { StartPayment, StartPreorder } from './use-typed-card-payment';

const NEW_CARD = 'new';

/** After these the order's page tells more than a form can. */
const worthShowing: readonly PaymentState[] = ['paid', 'processing', 'authenticating', 'scheduled'];

const laterTerms = ({ shipBy }: PreorderToChoose, total: Money) => ({
  shown: { ...total, shipBy },
  consentVersion: CHARGE_LATER_VERSION,
});

export type PayWithCard = Action<{ orderId: string; cardId: string; shown: Money }, PaymentStarted>;

type CheckoutFormProps = {
  subject: Subject;
  total: Money;
  cards: readonly CardView[];
  email: string;
  /** What a pre-order's card is chosen for; null where it is paid now. */
  preorder: PreorderToChoose | null;
  buyWithCard: BuyWithCard;
  payWithCard: PayWithCard;
  startPayment: StartPayment;
  preorderWithCard: PreorderWithCard;
  startPreorder: StartPreorder;
  checkOrder: CheckOrder;
};

export type PreorderToChoose = {
  title: string;
  shipBy: number;
  /** It has a card already, which stays until another one is set up. */
  isChange: boolean;
};

/** Pays, or pre-orders, with a saved card or a new one. The total stands on the button, and nothing is added to it. */
export function CheckoutForm(props: CheckoutFormProps) {
  const { total, cards, email, preorder, checkOrder } = props;
  const [subject, setSubject] = useState(props.subject);
  const [choice, setChoice] = useState(cards[0]?.id ?? NEW_CARD);
  const [wantedNew, setWantedNew] = useState(cards.length === 0);
  const typedCard = useRef<TypedCardHandle>(null);

  const saved = useSavedCardPayment<string>(
    (cardId) =>
      preorder
        ? props.preorderWithCard({ ...laterTerms(preorder, total), subject, cardId })
        : 'orderId' in subject
          ? props.payWithCard({ ...subject, cardId, shown: total })
          : props.buyWithCard({ ...subject, cardId, shown: total }),
    checkOrder,
  );
  const typed = useTypedCardPayment({
    start: (card) =>
      preorder
        ? props.startPreorder({ ...laterTerms(preorder, total), ...card, subject })
        : props.startPayment({ ...card, subject, shown: total }),
    // An order that had a card before still has it when another one is refused.
    isOver: (state) => !(preorder?.isChange ?? false) && worthShowing.includes(state),
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
  const newCard = wantedNew ? (
    <NewCardPanel total={total} email={email} isForLater={preorder !== null} ref={typedCard} />
  ) : null;

  return (
    // On a phone the summary sticks to the top: what takes focus must not hide beneath it.
    <form method="post" onSubmit={submit} className="grid gap-6 max-md:**:scroll-mt-28">
      {cards.length === 0 ? (
        newCard
      ) : (
        <RadioCardGroup legend={preorder ? 'Charge when it ships' : 'Pay with'}>
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
      {preorder ? <PreorderTerms terms={{ ...preorder, total }} /> : null}
      <Button
        type="submit"
        variant="primary"
        wide
        className="figures min-h-14 text-lg"
        pending={saved.pending || typed.pending}
        pendingLabel={preorder ? 'Asking your bank…' : 'Paying…'}
      >
        {preorder ? (
          laterLabel(preorder, chosen)
        ) : (
          <>
            Pay {formatMoney(total)}
            {chosen ? <span className="sr-only"> with {cardLabel(chosen)}</span> : null}
          </>
        )}
      </Button>
    </form>
  );
}

/** "Pre-order with Visa •••• 4242": what happens now, and to which card. */
function laterLabel({ isChange }: PreorderToChoose, chosen: CardView | undefined): string {
  if (isChange) return chosen ? `Change to ${cardLabel(chosen)}` : 'Change the card';
  return chosen ? `Pre-order with ${cardLabel(chosen)}` : 'Pre-order';
}
