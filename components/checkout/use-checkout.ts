'use client';

import { useState } from 'react';
import type { Action } from '@/components/actions/ask';
import type { Agreed } from '@/components/actions/ask-agreed';
import type { BuyWithCard, PreorderWithCard } from '@/components/shop/one-click';
import type { Delivery } from '@/components/address/address-actions';
import { useDelivery } from '@/components/address/use-delivery';
import { toText } from '@/components/words/address-words';
import { changeCardText, payText, preorderText } from '@/components/words/pay-words';
import type { Destination, PostalAddress } from '@/lib/domain/address';
import type { CardView } from '@/lib/domain/card';
import type { Money } from '@/lib/domain/money';
import type { PaymentState } from '@/lib/domain/order';
import { CHARGE_LATER_VERSION, chargeLaterWording } from '@/lib/domain/preorder';
import type { PaymentStarted, Subject } from '@/lib/domain/subject';
import { NEW_CARD } from './card-choice';
import type { TypedCardHandle } from './typed-card';
import { usePurchase } from './use-purchase';
import { useSavedCardPayment, type CheckOrder } from './use-saved-card-payment';
import {
  useTypedCardPayment,
  type StartPayment,
  type StartPreorder,
} from './use-typed-card-payment';

export type PayWithCard = Action<
  { orderId: string; cardId: string; shown: Money; to: Destination },
  PaymentStarted
>;

export type PreorderToChoose = {
  title: string;
  shipBy: number;
  /** It has a card already, which stays until another one is set up. */
  isChange: boolean;
};

export type Checkout = {
  subject: Subject;
  total: Money;
  cards: readonly CardView[];
  /** What a pre-order's card is chosen for; null where it is paid now. */
  preorder: PreorderToChoose | null;
  delivery: Delivery;
  /** Where the order goes; null for a new purchase, and where nobody has said. */
  ordered: PostalAddress | null;
  buyWithCard: BuyWithCard;
  payWithCard: PayWithCard;
  startPayment: StartPayment;
  preorderWithCard: PreorderWithCard;
  startPreorder: StartPreorder;
  checkOrder: CheckOrder;
};

/** After these the order's page tells more than a form can. */
const worthShowing: readonly PaymentState[] = ['paid', 'processing', 'authenticating', 'scheduled'];

/** What is chosen at checkout, what is agreed to by paying, and the two ways to do it. */
export function useCheckout(props: Checkout) {
  const { total, cards, preorder, checkOrder } = props;
  const [choice, setChoice] = useState(cards[0]?.id ?? NEW_CARD);
  const [wantsNew, setWantsNew] = useState(cards.length === 0);

  const delivery = useDelivery(props.delivery, props.ordered);
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
    if (next === NEW_CARD) setWantsNew(true);
  };
  const purchase = usePurchase<Subject>(props.subject, (kept) => {
    if (kept === NEW_CARD || cards.some(({ id }) => id === kept)) take(kept);
  });
  const saved = useSavedCardPayment<{ cardId: string; to: Destination }>(
    ({ cardId, to }) =>
      purchase.send(cardId, (subject) =>
        preorder
          ? props.preorderWithCard({ ...laterTerms(preorder, total), subject, cardId, to })
          : 'orderId' in subject
            ? props.payWithCard({ ...subject, cardId, shown: total, to })
            : props.buyWithCard({ ...subject, cardId, shown: total, to }),
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

  const payTo = (fields: TypedCardHandle | null, to: Destination, said: readonly string[]) =>
    choice === NEW_CARD
      ? typed.pay(fields, to, said)
      : saved.pay({ words: [...agreed.words, ...said], input: { cardId: choice, to } });

  return {
    choice,
    delivery,
    choose: (next: string) => {
      take(next);
      saved.trouble.clear();
      typed.clearTrouble();
    },
    /** The fields for a new card have been asked for, and stay. */
    wantsNew,
    agreed,
    saved,
    typed,
    takeAnother: purchase.takeAnother,
    /** With the chosen card, or with what stands in the fields for a new one. */
    pay: (fields: () => TypedCardHandle | null) => {
      const { address, to } = delivery;
      if (address && to) return payTo(fields(), to, [toText(address)]);
      return delivery.askFirst(agreed.words[0], (next) => payTo(fields(), next, []));
    },
  };
}

const laterTerms = ({ shipBy }: PreorderToChoose, total: Money) => ({
  shown: { ...total, shipBy },
  consentVersion: CHARGE_LATER_VERSION,
});

const laterText = ({ isChange }: PreorderToChoose, card: CardView | null): string =>
  isChange ? changeCardText(card) : preorderText(card);
