import type { Route } from 'next';
import { ButtonLink } from '@/components/ui/button-link';
import { Said } from '@/components/ui/said';
import { includedText } from '@/components/words/address-words';
import { formatMoney } from '@/lib/domain/money';
import type { Money } from '@/lib/domain/money';
import { OneClick } from './one-click';
import type { OneClickProps } from './one-click';
import { PayBar } from './pay-bar';
import { PreorderTerms } from './preorder-terms';
import { SoldOut } from './sold-out';

type BuyPanelProps = {
  productSlug: string;
  title: string;
  price: Money;
  /** Until when it is charged and sent, in ms; null for what is charged now. */
  shipBy: number | null;
  purchaseId: string;
  isSignedIn: boolean;
  soldOut: boolean;
  heldOrderId: string | null;
  /** The cards that one click may charge; null where there is none to offer. */
  oneClick: Pick<
    OneClickProps,
    'cards' | 'delivery' | 'buyWithCard' | 'preorderWithCard' | 'checkOrder'
  > | null;
};

export function BuyPanel(props: BuyPanelProps) {
  const { isSignedIn, soldOut, heldOrderId, oneClick, title, ...purchase } = props;
  const { productSlug, price, shipBy } = purchase;
  const terms = shipBy === null ? null : <PreorderTerms terms={{ title, total: price, shipBy }} />;
  return (
    <section
      aria-label="Buy this print"
      className="grid gap-4 max-md:contents md:border-y md:border-line md:py-6"
    >
      <div className="grid gap-1">
        <p className="figures text-3xl font-semibold">
          <Said isName>{formatMoney(price)}</Said>
        </p>
        <p className="text-sm text-ink-muted">{includedText}</p>
      </div>
      {soldOut ? (
        <SoldOut heldOrderId={heldOrderId} />
      ) : !isSignedIn ? (
        <PayBar terms={terms}>
          <ButtonLink
            href={`/sign-in?next=${encodeURIComponent(`/products/${productSlug}`)}` as Route}
            variant="primary"
            wide
            className="min-h-14 text-lg"
          >
            {shipBy === null ? 'Sign in to buy' : 'Sign in to pre-order'}
          </ButtonLink>
        </PayBar>
      ) : oneClick ? (
        <OneClick {...purchase} title={title} {...oneClick} terms={terms} />
      ) : (
        <PayBar terms={terms}>
          <ButtonLink
            href={`/checkout?product=${productSlug}` as Route}
            variant="primary"
            wide
            className="min-h-14 text-lg"
          >
            {shipBy === null ? 'Buy' : 'Pre-order'}
          </ButtonLink>
        </PayBar>
      )}
    </section>
  );
}
