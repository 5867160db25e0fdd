import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { CancelOrder } from '@/components/order/cancel-order';
import { ContinueWithBank } from '@/components/order/continue-with-bank';
import { declinedLast } from '@/components/order/declined-last';
import { MoneyBack } from '@/components/order/money-back';
import { OrderFacts } from '@/components/order/order-facts';
import { OrderState } from '@/components/order/order-state';
import { orderStateWords } from '@/components/order/order-state-words';
import { OrderWatch } from '@/components/order/order-watch';
import { PayPanel } from '@/components/order/pay-panel';
import { payPanelTitle } from '@/components/order/pay-panel-title';
import { Timeline } from '@/components/order/timeline';
import { PrintPicture } from '@/components/shop/print-picture';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeading } from '@/components/ui/page-heading';
import { requireUser } from '@/lib/auth/session';
import { isMoving, isPayable } from '@/lib/domain/order';
import { findOrderView } from '@/lib/orders/read-orders';
import { listCheckoutCards } from '@/lib/wallet/list-cards';
import { payWithCard } from '../../checkout/actions';
import { cancelOrder, checkOrder, resumePayment } from '../actions';

export const metadata: Metadata = { title: 'Order' };

export default async function OrderPage({ params }: PageProps<'/orders/[orderId]'>) {
  const { orderId } = await params;
  const user = await requireUser(`/orders/${orderId}`);
  const order = await findOrderView(user.id, orderId);
  if (!order) notFound();
  const { paymentState, openOutcome, total } = order;
  const isChallenged = paymentState === 'authenticating';
  // While an answer is out, another try could charge twice.
  const canPay = isPayable(paymentState) && (openOutcome === null || isChallenged);
  const isFinished = paymentState === 'paid' || paymentState === 'canceled';
  const cards = canPay ? declinedLast(await listCheckoutCards(user.id), order.declined) : [];

  return (
    <div className="mx-auto max-w-4xl">
      <PageHeading
        eyebrow={
          <>
            <Link
              href="/orders"
              className="inline-flex min-h-6 items-center underline underline-offset-4"
            >
              Orders
            </Link>
            {' / '}
            {order.reference}
          </>
        }
        title={order.title}
      />
      <OrderWatch
        orderId={orderId}
        version={order.version}
        isMoving={isMoving(paymentState)}
        checkOrder={checkOrder}
      />
      <div className="grid items-start gap-10 md:grid-cols-[minmax(0,1fr)_17rem] md:grid-rows-[auto_1fr] md:gap-x-12">
        <div className="grid gap-10">
          <OrderState words={orderStateWords(order)}>
            {isChallenged ? (
              <ContinueWithBank
                orderId={orderId}
                resumePayment={resumePayment}
                checkOrder={checkOrder}
              />
            ) : null}
          </OrderState>
          {canPay ? (
            <PayPanel
              title={payPanelTitle(paymentState)}
              orderId={orderId}
              total={total}
              cards={cards}
              isFirstChoice={!isChallenged}
              payWithCard={payWithCard}
              checkOrder={checkOrder}
            />
          ) : null}
          {canPay ? <CancelOrder orderId={orderId} cancelOrder={cancelOrder} /> : null}
          {isFinished ? (
            <ButtonLink
              href={`/products/${order.productSlug}` as Route}
              className="justify-self-start"
            >
              Buy again
            </ButtonLink>
          ) : null}
        </div>
        <aside
          aria-label="This order"
          className="grid gap-5 md:col-start-2 md:row-span-2 md:row-start-1"
        >
          <PrintPicture
            src={order.image}
            alt={order.alt}
            urgent
            className="rounded-control shadow-sheet max-md:hidden"
          />
          <OrderFacts order={order} />
          <MoneyBack order={order} />
        </aside>
        <section aria-labelledby="timeline" className="grid gap-5">
          <h2 id="timeline" className="text-2xl">
            What happened
          </h2>
          <Timeline events={order.events} />
        </section>
      </div>
    </div>
  );
}
