'use client';

import { useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import { AgreeButton } from '@/components/actions/agree-button';
import type { Action } from '@/components/actions/ask';
import type { Agreed } from '@/components/actions/ask-agreed';
import { FailureNotice } from '@/components/actions/failure-notice';
import type { BuyWithCard, PreorderWithCard } from '@/components/shop/one-click';
import { PreorderTerms } from '@/components/shop/preorder-terms';
import type { CardFormState } from '@/components/stripe/use-elements-state';
import { useSlow } from '@/components/stripe/use-slow';
import { Badge } from '@/components/ui/badge';
import { Notice } from '@/components/ui/notice';
import { RadioCard, RadioCardGroup } from '@/components/ui/radio-card';
import { CardLine } from '@/components/wallet/card-line';
import {
  anotherCopyText,
  changeCardText,
  payText,
  preorderText,
} from '@/components/words/pay-words';
import { stripeWords } from '@/components/words/stripe-words';
import type { CardView } from '@/lib/domain/card';
import type { PaymentState } from '@/lib/domain/order';
import { CHARGE_LATER_VERSION, chargeLaterWording } from '@/lib/domain/preorder';
import type { Money } from '@/lib/domain/money';
import type { PaymentStarted, Subject } from '@/lib/domain/subject';
import { NewCardPanel } from './new-card-panel';
import { SavedCardNotice } from './saved-card-notice';
import { SlowNotice } from './slow-notice';
import type { TypedCardHandle } from './typed-card';
import { usePurchase } from './use-purchase';
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
  const [choice, setChoice] = useState(cards[0]?.id ?? NEW_CARD);
  const [wantedNew, setWantedNew] = useState(cards.length === 0);
  const [formState, setFormState] = useState<CardFormState>('loading');
  const form = useRef<HTMLFormElement>(null);
  const typedCard = useRef<TypedCardHandle>(null);

  const isNew = choice === NEW_CARD;
  const chosen = cards.find((card) => card.id === choice) ?? null;
  // The button and what is sent are made here, from the same card and the same total.
  const agreed: Agreed<string> = {
    words: preorder
      ? [laterText(preorder, chosen), chargeLaterWording({ ...preorder, total }).text]
      : [payText(total, chosen)],
    input: choice,
  };

  const take = (next: string) => {
    setChoice(next);
    if (next === NEW_CARD) setWantedNew(true);
  };
  const purchase = usePurchase<Subject>(props.subject, (kept) => {
    if (kept === NEW_CARD || cards.some(({ id }) => id === kept)) take(kept);
  });
  const saved = useSavedCardPayment<string>(
    (cardId) =>
      purchase.send(cardId, (subject) =>
        preorder
          ? props.preorderWithCard({ ...laterTerms(preorder, total), subject, cardId })
          : 'orderId' in subject
            ? props.payWithCard({ ...subject, cardId, shown: total })
            : props.buyWithCard({ ...subject, cardId, shown: total }),
      ),
    checkOrder,
  );
  const typed = useTypedCardPayment({
    words: agreed.words,
    start: (card) =>
      purchase.send(NEW_CARD, (subject) =>
        preorder
          ? props.startPreorder({ ...laterTerms(preorder, total), ...card, subject })
          : props.startPayment({ ...card, subject, shown: total }),
      ),
    // An order that had a card before still has it when another one is refused.
    isOver: (state) => !(preorder?.isChange ?? false) && worthShowing.includes(state),
    checkOrder,
    onPlaced: (orderId) => {
      purchase.become({ orderId });
      // Loading the page again goes on with this order rather than placing another.
      window.history.replaceState(null, '', `/checkout?order=${orderId}`);
    },
  });

  const choose = (next: string) => {
    take(next);
    saved.trouble.clear();
    typed.clearTrouble();
  };
  const pay = async () => {
    if (!isNew) await saved.pay(agreed);
    // What stands in the place of the fields says it all: a second notice would contradict it.
    else if (formState === 'failed') alertIn(form.current)?.focus();
    else await typed.pay(typedCard.current);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    return pay();
  };
  const another = {
    words: anotherCopyText(agreed.words[0]),
    onAgree: (besides: string) => {
      purchase.takeAnother(besides);
      return pay();
    },
  };

  const isSlow = useSlow(typed.isUnderWay);
  const newCard = wantedNew ? (
    <NewCardPanel
      total={total}
      email={email}
      isForLater={preorder !== null}
      ref={typedCard}
      onState={setFormState}
    />
  ) : null;

  return (
    // On a phone the summary sticks to the top: what takes focus must not hide beneath it.
    <form ref={form} method="post" onSubmit={submit} className="grid gap-6 max-md:**:scroll-mt-28">
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
      <SavedCardNotice trouble={saved.trouble} another={another} />
      {isSlow ? <SlowNotice orderId={typed.placedId} /> : null}
      {typed.trouble?.kind === 'not_ready' && formState === 'loading' ? (
        <Notice tone="warning" live="alert" title={stripeWords.formLoading.title}>
          {stripeWords.formLoading.text}
        </Notice>
      ) : null}
      {typed.trouble?.kind === 'failure' ? (
        <FailureNotice
          failure={typed.trouble.failure}
          onRefreshed={typed.clearTrouble}
          another={another}
        />
      ) : null}
      {typed.trouble?.kind === 'refusal' ? (
        <Notice tone="danger" live="alert" title={typed.trouble.words.title}>
          {typed.trouble.words.text}
        </Notice>
      ) : null}
      {preorder ? <PreorderTerms terms={{ ...preorder, total }} /> : null}
      <AgreeButton
        agreed={agreed}
        type="submit"
        variant="primary"
        wide
        className="figures min-h-14 text-lg"
        pending={saved.pending || typed.pending}
        pendingLabel={preorder ? 'Asking your bank…' : 'Paying…'}
      />
    </form>
  );
}

const laterText = ({ isChange }: PreorderToChoose, card: CardView | null): string =>
  isChange ? changeCardText(card) : preorderText(card);

const alertIn = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>('[role="alert"]') ?? null;
