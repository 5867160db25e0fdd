import type { Metadata, Route } from 'next';
import { DrawnFor } from '@/components/actions/drawn-for';
import { CheckoutSummary } from '@/components/checkout/checkout-summary';
import { cardsToPayWith } from '@/components/order/cards-to-pay-with';
import { OrderState } from '@/components/order/order-state';
import { orderStateWords } from '@/components/order/order-state-words';
import { PayPanel } from '@/components/order/pay-panel';
import { payPanelTitle } from '@/components/order/pay-panel-title';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { payPageTitle } from '@/components/words/page-words';
import { payLinkWords } from '@/components/words/pay-link-words';
import { listCheckoutCards } from '@/lib/wallet/list-cards';
import { payWithCard } from '../../checkout/actions';
import { checkOrder } from '../../orders/actions';
import { getPayLink } from './pay-link';

export const metadata: Metadata = {
  title: payPageTitle,
  // The address is a key to this page, though not to anybody's money.
  robots: { index: false },
  referrer: 'no-referrer',
};

/** Where a mail leads whose buyer must confirm: it names one order, and charges nothing by itself. */
export default async function PayPage({ params }: PageProps<'/pay/[token]'>) {
  const { token } = await params;
  const { user, link } = await getPayLink(token);
  const { order } = link;
  if (link.state !== 'good') {
    const { title, text } = payLinkWords(link.state, order);
    return (
      <div className="max-w-2xl">
        <PageHeading eyebrow={`Order ${order.reference}`} title={order.title} />
        <Notice
          tone="info"
          title={title}
          action={
            <ButtonLink href={`/orders/${order.id}` as Route} variant="primary">
              Go to your order
            </ButtonLink>
          }
        >
          {text}
        </Notice>
      </div>
    );
  }
  const cards = cardsToPayWith(await listCheckoutCards(user.id), order);
  const { title, image, alt, reference, total, goesTo } = order;
  return (
    <DrawnFor person={user.id}>
      <div className="max-w-4xl">
        <PageHeading title={payPageTitle} className="pb-4 md:pb-8" />
        <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_17rem] md:gap-10">
          <div className="contents md:order-last md:block md:h-full">
            <CheckoutSummary
              title={title}
              image={image}
              alt={alt}
              detail={`Order ${reference}`}
              total={total}
              isLater={false}
            />
          </div>
          <div className="grid gap-10">
            <OrderState words={orderStateWords(order)} />
            {goesTo ? (
              <PayPanel
                title={payPanelTitle(order)}
                orderId={order.id}
                total={total}
                cards={cards}
                goesTo={goesTo}
                isFirstChoice
                payWithCard={payWithCard.bind(null, user.id)}
                checkOrder={checkOrder.bind(null, user.id)}
              />
            ) : null}
          </div>
        </div>
      </div>
    </DrawnFor>
  );
}
