'use client';

import type { Route } from 'next';
import Link from 'next/link';
import type { Action } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSavedCardPayment } from '@/components/checkout/use-saved-card-payment';
import type { CheckOrder, PaymentStarted } from '@/components/checkout/use-saved-card-payment';
import { Button } from '@/components/ui/button';
import { cardLabel } from '@/components/wallet/card-words';
import type { CardView } from '@/lib/domain/card';
import { formatMoney } from '@/lib/domain/money';
import type { Money } from '@/lib/domain/money';

export type BuyWithCard = Action<
  { purchaseId: string; productSlug: string; cardId: string; shown: Money },
  PaymentStarted
>;

type OneClickProps = {
  purchaseId: string;
  productSlug: string;
  price: Money;
  card: CardView;
  buyWithCard: BuyWithCard;
  checkOrder: CheckOrder;
};

export function OneClick(props: OneClickProps) {
  const { purchaseId, productSlug, price, card } = props;
  const { pay, pending, failure, clearFailure } = useSavedCardPayment(
    props.buyWithCard,
    props.checkOrder,
  );
  const buy = () => pay({ purchaseId, productSlug, cardId: card.id, shown: price });

  return (
    <div className="grid gap-3">
      <Button
        variant="primary"
        wide
        className="figures min-h-14 text-lg"
        onClick={buy}
        pending={pending}
        pendingLabel="Paying…"
      >
        Pay {formatMoney(price)} with {cardLabel(card)}
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
