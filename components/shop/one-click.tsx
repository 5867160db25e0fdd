'use client';

import type { Route } from 'next';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';
import type { Action } from '@/components/actions/ask';
import { AgreeButton } from '@/components/actions/agree-button';
import type { Agreed } from '@/components/actions/ask-agreed';
import type { Delivery } from '@/components/address/address-actions';
import { DeliveryLine } from '@/components/address/delivery-line';
import { useDelivery } from '@/components/address/use-delivery';
import { SavedCardNotice } from '@/components/checkout/saved-card-notice';
import { usePurchase } from '@/components/checkout/use-purchase';
import { useSavedCardPayment } from '@/components/checkout/use-saved-card-payment';
import type { CheckOrder } from '@/components/checkout/use-saved-card-payment';
import { toText } from '@/components/words/address-words';
import { anotherCopyText, payText, preorderText } from '@/components/words/pay-words';
import { payWithWords } from '@/components/words/wallet-words';
import type { Destination } from '@/lib/domain/address';
import type { CardView } from '@/lib/domain/card';
import type { Money } from '@/lib/domain/money';
import { CHARGE_LATER_VERSION, chargeLaterWording } from '@/lib/domain/preorder';
import type { PaymentStarted, PurchaseSubject, Subject } from '@/lib/domain/subject';
import { PayBar } from './pay-bar';
import { PayWith } from './pay-with';

export type BuyWithCard = Action<
  PurchaseSubject & { cardId: string; shown: Money; to: Destination },
  PaymentStarted
>;

/** Chooses the card of a new pre-order, or of one that is there. Nothing is charged. */
export type PreorderWithCard = Action<
  {
    subject: Subject;
    shown: Money & { shipBy: number };
    consentVersion: string;
    cardId: string;
    to: Destination;
  },
  PaymentStarted
>;

export type OneClickProps = {
  purchaseId: string;
  productSlug: string;
  title: string;
  price: Money;
  /** Those that may pay here; the first one does, unless its buyer chooses another. */
  cards: readonly [CardView, ...CardView[]];
  /** Until when it is charged and sent, in ms; null for what is charged now. */
  shipBy: number | null;
  delivery: Delivery;
  /** What is agreed to beside the button's own words; null where it is paid now. */
  terms: ReactNode;
  buyWithCard: BuyWithCard;
  preorderWithCard: PreorderWithCard;
  checkOrder: CheckOrder;
};

type OneClickInput = { cardId: string; to: Destination };

export function OneClick(props: OneClickProps) {
  const { purchaseId, productSlug, title, price, cards, shipBy } = props;
  const [chosenId, setChosenId] = useState(cards[0].id);
  // One that was removed in another tab meanwhile is not there any more.
  const card = cards.find(({ id }) => id === chosenId) ?? cards[0];
  const words: Agreed<OneClickInput>['words'] =
    shipBy === null
      ? [payText(price, card)]
      : [preorderText(card), chargeLaterWording({ title, total: price, shipBy }).text];
  const delivery = useDelivery(props.delivery);
  const purchase = usePurchase<PurchaseSubject>({ purchaseId, productSlug }, setChosenId);
  const { pay, pending, trouble } = useSavedCardPayment(
    ({ cardId, to }: OneClickInput) =>
      purchase.send(cardId, (subject) =>
        shipBy === null
          ? props.buyWithCard({ ...subject, cardId, shown: price, to })
          : props.preorderWithCard({
              subject,
              cardId,
              shown: { ...price, shipBy },
              consentVersion: CHARGE_LATER_VERSION,
              to,
            }),
      ),
    props.checkOrder,
  );
  const { address, to } = delivery;
  // Nobody has an address to begin with: whoever presses is asked for it, and goes on from there.
  const press = () =>
    address && to
      ? pay({ words: [...words, toText(address)], input: { cardId: card.id, to } })
      : delivery.askFirst(words[0], (next) => pay({ words, input: { cardId: card.id, to: next } }));
  const another = {
    words: anotherCopyText(words[0]),
    onAgree: (besides: string) => {
      purchase.takeAnother(besides);
      return press();
    },
  };

  return (
    <PayBar
      terms={props.terms}
      trouble={
        <SavedCardNotice
          trouble={trouble}
          another={another}
          doing={shipBy === null ? undefined : 'preorder'}
        />
      }
    >
      <PayWith
        cards={cards}
        chosen={card}
        onChoose={({ id }) => {
          setChosenId(id);
          trouble.clear();
        }}
        isLater={shipBy !== null}
        disabled={pending}
      />
      <AgreeButton
        agreed={{ words, input: card.id }}
        onAgree={press}
        variant="primary"
        wide
        className="figures min-h-14 text-lg"
        pending={pending}
        pendingLabel={shipBy === null ? 'Paying…' : 'Pre-ordering…'}
      />
      <DeliveryLine delivery={delivery}>
        <Link
          href={`/checkout?product=${productSlug}` as Route}
          className="inline-flex min-h-6 items-center font-medium underline underline-offset-4"
        >
          {payWithWords.another}
        </Link>
      </DeliveryLine>
    </PayBar>
  );
}
