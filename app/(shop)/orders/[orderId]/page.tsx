import type { Metadata, Route } from 'next';
import { Link } from '@/components/ui/link';
import { notFound } from 'next/navigation';
import { DrawnFor } from '@/components/actions/drawn-for';
import { Agreement } from '@/components/order/agreement';
import { CancelOrder } from '@/components/order/cancel-order';
import { ContinueWithBank } from '@/components/order/continue-with-bank';
import { cardsToPayWith } from '@/components/order/cards-to-pay-with';
import { MoneyBack } from '@/components/order/money-back';
import { OrderAddress } from '@/components/order/order-address';
import { OrderFacts } from '@/components/order/order-facts';
import { OrderState } from '@/components/order/order-state';
import { orderStateWords } from '@/components/order/order-state-words';
import { OrderWatch } from '@/components/order/order-watch';
import { OwedNotices } from '@/components/order/owed-notices';
import { PaidTitle } from '@/components/order/paid-title';
import { PreorderPanel } from '@/components/order/preorder-panel';
import { PayPanel } from '@/components/order/pay-panel';
import { payPanelTitle } from '@/components/order/pay-panel-title';
import { Timeline } from '@/components/order/timeline';
import { WhatHappensNext } from '@/components/order/what-happens-next';
import { PrintPicture } from '@/components/shop/print-picture';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { receiptWords } from '@/components/words/receipt-words';
import { againText } from '@/components/words/again-words';
import { nextWords, orderTitle, paidTitle } from '@/components/words/paid-words';
import { findSignedInUser, requireUser } from '@/lib/auth/session';
import type { OrderView } from '@/lib/domain/order-view';
import { isCancelable, isMoving } from '@/lib/domain/order';
import { ownIdIn } from '@/lib/domain/address-part';
import { findOrderView } from '@/lib/orders/view/read-orders';
import { readDelivery } from '@/lib/wallet/addresses';
import { listCheckoutCards } from '@/lib/wallet/list-cards';
import { payWithCard, preorderWithCard } from '../../checkout/actions';
import { addAddress } from '../../wallet/actions';
import { cancelOrder, changeOrderAddress, checkOrder, resumePayment } from '../actions';
import { Said } from '@/components/ui/said';

type Props = PageProps<'/orders/[orderId]'>;

/** How long it is news that an order was paid, in ms. */
const NEWS_MS = 2 * 60_000;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const orderId = ownIdIn((await params).orderId);
  const user = await findSignedInUser();
  const order = user && orderId ? await findOrderView(user.id, orderId) : null;
  if (!order) return {};
  const { title, reference } = order;
  return { title: isJustPaid(order) ? paidTitle(title) : orderTitle(title, reference) };
}

/** Paid, and nothing has come of it since, such as a refund or something that is owed. */
const isJustPaid = ({ label, owed }: OrderView): boolean => label === 'paid' && owed.length === 0;

const isNews = ({ events }: OrderView): boolean =>
  (events.findLast(({ type }) => type === 'payment_succeeded')?.at ?? 0) > Date.now() - NEWS_MS;

export default async function OrderPage({ params, searchParams }: Props) {
  const orderId = ownIdIn((await params).orderId);
  if (!orderId) notFound();
  const { again } = await searchParams;
  const user = await requireUser(`/orders/${orderId}`);
  const order = await findOrderView(user.id, orderId);
  if (!order) notFound();
  const { paymentState, openOutcome, total, preorder, title, goesTo } = order;
  const isChallenged = paymentState === 'authenticating' || preorder?.setup === 'challenged';
  // While an answer is out, another try could charge twice.
  const canPay = order.isPayable && (openOutcome === null || isChallenged);
  const isFinished = paymentState === 'paid' || paymentState === 'canceled';
  const canChoose = preorder?.takesCard === true && openOutcome === null && !preorder.isLapsed;
  const canCancel = isCancelable(paymentState) && (openOutcome === null || isChallenged);
  const offered = canPay || canChoose ? await listCheckoutCards(user.id) : [];
  const cards = canPay ? cardsToPayWith(offered, order) : [];
  const whereItGoes = (
    <OrderAddress
      orderId={orderId}
      goesTo={goesTo}
      canChange={order.canChangeAddress}
      delivery={{ ...(await readDelivery(user)), addAddress: addAddress.bind(null, user.id) }}
      changeOrderAddress={changeOrderAddress.bind(null, user.id)}
    />
  );
  const receipt =
    paymentState === 'paid' ? (
      <ButtonLink href={`/orders/${orderId}/receipt` as Route} prefetch={false}>
        {receiptWords.open}
      </ButtonLink>
    ) : null;
  const buyAgain = (
    <ButtonLink href={`/products/${order.productSlug}` as Route}>{nextWords.buyAgain}</ButtonLink>
  );

  return (
    <DrawnFor person={user.id}>
      <div className="max-w-4xl">
        <PageHeading
          eyebrow={
            <>
              <Link
                href="/orders"
                className="inline-flex min-h-6 items-center underline underline-offset-4"
              >
                Orders
              </Link>
              <Said isName>{` / ${order.reference}`}</Said>
            </>
          }
          title={isJustPaid(order) ? <PaidTitle title={title} isNews={isNews(order)} /> : title}
        />
        <OrderWatch
          orderId={orderId}
          version={order.version}
          isMoving={isMoving(paymentState) || openOutcome !== null}
          checkOrder={checkOrder.bind(null, user.id)}
        />
        <div className="grid items-start gap-10 md:grid-cols-[minmax(0,1fr)_17rem] md:grid-rows-[auto_1fr] md:gap-x-12">
          <div className="grid gap-10">
            {again === '1' ? <Notice live="status">{againText}</Notice> : null}
            <OrderState words={orderStateWords(order)}>
              {isChallenged ? (
                <ContinueWithBank
                  orderId={orderId}
                  resumePayment={resumePayment.bind(null, user.id)}
                  checkOrder={checkOrder.bind(null, user.id)}
                />
              ) : null}
            </OrderState>
            <OwedNotices order={order} />
            {goesTo ? null : whereItGoes}
            {canPay && goesTo ? (
              <PayPanel
                goesTo={goesTo}
                title={payPanelTitle(order)}
                orderId={orderId}
                total={total}
                cards={cards}
                isFirstChoice={!isChallenged}
                payWithCard={payWithCard.bind(null, user.id)}
                checkOrder={checkOrder.bind(null, user.id)}
              />
            ) : null}
            {canChoose && preorder && goesTo ? (
              <PreorderPanel
                goesTo={goesTo}
                orderId={orderId}
                title={title}
                total={total}
                shipBy={preorder.shipBy}
                cards={offered.filter(({ id }) => id !== preorder.card?.id)}
                hasCard={preorder.card?.canBeCharged === true}
                preorderWithCard={preorderWithCard.bind(null, user.id)}
                checkOrder={checkOrder.bind(null, user.id)}
              />
            ) : null}
            {goesTo ? whereItGoes : null}
            {canCancel ? (
              <CancelOrder orderId={orderId} cancelOrder={cancelOrder.bind(null, user.id)} />
            ) : null}
            {isJustPaid(order) ? (
              <WhatHappensNext isOnItsWay={order.sending?.state !== 'to_send'}>
                <ButtonLink href="/" variant="primary">
                  {nextWords.backToShop}
                </ButtonLink>
                {receipt}
                {buyAgain}
              </WhatHappensNext>
            ) : isFinished ? (
              <div className="flex flex-wrap gap-2">
                {receipt}
                {buyAgain}
                <ButtonLink href="/">{nextWords.backToShop}</ButtonLink>
              </div>
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
            {preorder?.agreement && paymentState === 'scheduled' && !canChoose ? (
              <Agreement text={preorder.agreement} />
            ) : null}
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
    </DrawnFor>
  );
}
