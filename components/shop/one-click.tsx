'use client';

import type { Route } from 'next';
import Link from 'next/link';
import type { Action } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSavedCardPayment } from '@/components/checkout/use-saved-card-payment';
import type { CheckOrder } from '@/components/checkout/use-saved-card-payment';
import { Button } from '@/components/ui/button';
import { cardLabel } from '@/components/wallet/card-words';
import type { CardView } from '@/lib/domain/card';
import { formatMoney } from '@/lib/domain/money';
import type { Money } from '@/lib/domain/money';
import type { PaymentStarted, Subject } from '@/lib/domain/subject';
import { CHARGE_LATER_VERSION } from '@/lib/domain/preorder';

export type BuyWithCard = Action<
  { purchaseId: string; productSlug: string; cardId: string; shown: Money },
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

type OneClickProps = {
  purchaseId: string;
  productSlug: string;
  price: Money;
  card: CardView;
  /** Until when it ships and is charged, in ms; null for what is charged now. */
  shipBy: number | null;
  buyWithCard: BuyWithCard;
  preorderWithCard: PreorderWithCard;
  checkOrder: CheckOrder;
};

export function OneClick(props: OneClickProps) {
  const { purchaseId, productSlug, price, card, shipBy } = props;
  const { pay, pending, failure, clearFailure } = useSavedCardPayment((cardId: string) => {
    const subject = { purchaseId, productSlug };
    return shipBy === null
      ? props.buyWithCard({ ...subject, cardId, shown: price })
      : props.preorderWithCard({
          subject,
          cardId,
          shown: { ...price, shipBy },
          consentVersion: CHARGE_LATER_VERSION,
        });
  }, props.checkOrder);

  return (
    <div className="grid gap-3">
      <Button
        variant="primary"
        wide
        className="figures min-h-14 text-lg"
        onClick={() => pay(card.id)}
        pending={pending}
        pendingLabel={shipBy === null ? 'Paying…' : 'Pre-ordering…'}
      >
        {shipBy === null ? `Pay ${formatMoney(price)}` : 'Pre-order'} with {cardLabel(card)}
      </Button>
      {failure ? <FailureNotice failure={failure} onRefreshed={clearFailure} /> : null}
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
