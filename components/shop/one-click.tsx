'use client';

import type { Route } from 'next';
import Link from 'next/link';
import type { Action } from '@/components/actions/ask';
import { AgreeButton } from '@/components/actions/agree-button';
import type { Agreed } from '@/components/actions/ask-agreed';
import { SavedCardNotice } from '@/components/checkout/saved-card-notice';
import { usePurchase } from '@/components/checkout/use-purchase';
import { useSavedCardPayment } from '@/components/checkout/use-saved-card-payment';
import type { CheckOrder } from '@/components/checkout/use-saved-card-payment';
import { anotherCopyText, payText, preorderText } from '@/components/words/pay-words';
import type { CardView } from '@/lib/domain/card';
import type { Money } from '@/lib/domain/money';
import { CHARGE_LATER_VERSION, chargeLaterWording } from '@/lib/domain/preorder';
import type { PaymentStarted, PurchaseSubject, Subject } from '@/lib/domain/subject';

export type BuyWithCard = Action<
  PurchaseSubject & { cardId: string; shown: Money },
  PaymentStarted
>;

/** Chooses the card of a new pre-order, or of one that is there. Nothing is charged. */
export type PreorderWithCard = Action<
  {
    subject: Subject;
    shown: Money & { shipBy: number };
    consentVersion: string;
    cardId: string;
  },
  PaymentStarted
>;

export type OneClickProps = {
  purchaseId: string;
  productSlug: string;
  title: string;
  price: Money;
  card: CardView;
  /** Until when it ships and is charged, in ms; null for what is charged now. */
  shipBy: number | null;
  buyWithCard: BuyWithCard;
  preorderWithCard: PreorderWithCard;
  checkOrder: CheckOrder;
};

export function OneClick(props: OneClickProps) {
  const { purchaseId, productSlug, title, price, card, shipBy } = props;
  const words: Agreed<string>['words'] =
    shipBy === null
      ? [payText(price, card)]
      : [preorderText(card), chargeLaterWording({ title, total: price, shipBy }).text];
  const purchase = usePurchase<PurchaseSubject>({ purchaseId, productSlug });
  const { pay, pending, trouble } = useSavedCardPayment(
    (cardId: string) =>
      purchase.send(cardId, (subject) =>
        shipBy === null
          ? props.buyWithCard({ ...subject, cardId, shown: price })
          : props.preorderWithCard({
              subject,
              cardId,
              shown: { ...price, shipBy },
              consentVersion: CHARGE_LATER_VERSION,
            }),
      ),
    props.checkOrder,
  );
  const agreed = { words, input: card.id };
  const another = {
    words: anotherCopyText(words[0]),
    onAgree: (besides: string) => {
      purchase.takeAnother(besides);
      return pay(agreed);
    },
  };

  return (
    <div className="grid gap-3">
      <AgreeButton
        agreed={agreed}
        onAgree={pay}
        variant="primary"
        wide
        className="figures min-h-14 text-lg"
        pending={pending}
        pendingLabel={shipBy === null ? 'Paying…' : 'Pre-ordering…'}
      />
      <SavedCardNotice trouble={trouble} another={another} />
      <p className="text-center">
        <Link
          href={`/checkout?product=${productSlug}` as Route}
          className="inline-flex min-h-11 items-center font-medium underline underline-offset-4"
        >
          Use another card
        </Link>
      </p>
    </div>
  );
}
