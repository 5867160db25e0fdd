import type { Metadata, Route } from 'next';
import { notFound, redirect } from 'next/navigation';
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
import { payLinkWords } from '@/components/words/pay-link-words';
import { requireUser } from '@/lib/auth/session';
import { readPayLink } from '@/lib/orders/view/read-pay-link';
import { listCheckoutCards } from '@/lib/wallet/list-cards';
import { payWithCard } from '../../checkout/actions';
import { checkOrder } from '../../orders/actions';

export const metadata: Metadata = {
  title: 'Confirm and pay',
  // The address is a key to this page, though not to anybody's money.
  robots: { index: false },
  referrer: 'no-referrer',
};

/** Where a mail leads whose buyer must confirm: it names one order, and charges nothing by itself. */
export default async function PayPage({ params }: PageProps<'/pay/[token]'>) {
  const { token } = await params;
  const user = await requireUser(`/pay/${token}`);
  const link = await readPayLink(user, token);
  if (link.state === 'unknown') notFound();
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
  // The bank was asked, and the tab closed: the order's page goes on with that.
  // It has no address yet: the order's page asks for it.
  if (order.paymentState === 'authenticating' || !order.goesTo)
    redirect(`/orders/${order.id}` as Route);
  const cards = cardsToPayWith(await listCheckoutCards(user.id), order);
  const { title, image, alt, reference, total } = order;
  return (
    <DrawnFor person={user.id}>
      <div className="max-w-4xl">
        <PageHeading title="Confirm and pay" className="pb-4 md:pb-8" />
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
            <PayPanel
              title={payPanelTitle(order)}
              orderId={order.id}
              total={total}
              cards={cards}
              goesTo={order.goesTo}
              isFirstChoice
              payWithCard={payWithCard.bind(null, user.id)}
              checkOrder={checkOrder.bind(null, user.id)}
            />
          </div>
        </div>
      </div>
    </DrawnFor>
  );
}
