import type { Route } from 'next';
import { Link } from '@/components/ui/link';
import { notFound } from 'next/navigation';
import { DrawnFor } from '@/components/actions/drawn-for';
import { ActionTable } from '@/components/desk/shop/action-table';
import { CancelOrder } from '@/components/desk/order/cancel-order';
import { ChangeAddress } from '@/components/desk/order/change-address';
import { ChangeTracking } from '@/components/desk/order/change-tracking';
import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { DeskSection } from '@/components/desk/frame/desk-section';
import { MailAgain } from '@/components/desk/order/mail-again';
import { Notes } from '@/components/desk/notes/notes';
import { WriteNote } from '@/components/desk/notes/write-note';
import { OrderAttention } from '@/components/desk/order/order-attention';
import { OrderAttempts } from '@/components/desk/order/order-attempts';
import { OrderDisputes } from '@/components/desk/order/order-disputes';
import { DeskOrderFacts } from '@/components/desk/order/desk-order-facts';
import { OrderRefunds } from '@/components/desk/order/order-refunds';
import { OrderStory } from '@/components/desk/order/order-story';
import { ChargeOrder } from '@/components/desk/order/charge-order';
import { SendOrder } from '@/components/desk/order/send-order';
import { UndoSending } from '@/components/desk/order/undo-sending';
import { RefundOrder } from '@/components/desk/order/refund-order';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { noteWords } from '@/components/words/desk-person-words';
import { orderLabelWords } from '@/components/words/order-label-words';
import { receiptWords } from '@/components/words/receipt-words';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import type { DeskOrderView } from '@/lib/domain/desk-view';
import { ownIdIn } from '@/lib/domain/address-part';
import { listCountries } from '@/lib/wallet/addresses';
import { findDeskOrder } from '@/lib/desk/read-order';
import {
  cancelUnpaid,
  changeDestination,
  changeTracking,
  dealWith,
  mailAgain,
  refundOrder,
  chargeOrder,
  sendOrder,
  undoSending,
  writeNote,
} from '../../actions';
import { Said } from '@/components/ui/said';

export const generateMetadata = deskTitle('order');

export default async function DeskOrderPage({ params }: PageProps<'/desk/orders/[orderId]'>) {
  const orderId = ownIdIn((await params).orderId);
  if (!orderId) notFound();
  const staff = await requireStaff(`/desk/orders/${orderId}`);
  const order = await findDeskOrder(orderId);
  if (!order) notFound();
  const label = orderLabelWords[order.label];
  const left = { amount: order.refundable, currency: order.total.currency };

  return (
    <DrawnFor person={staff.id}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <DeskHeading
          eyebrow={
            <>
              <Link
                href="/desk/orders"
                prefetch={false}
                className="inline-flex min-h-6 items-center underline underline-offset-4"
              >
                Orders
              </Link>
              <Said isName>{` / ${order.reference}`}</Said>
            </>
          }
          title={
            <span className="inline-flex flex-wrap items-center gap-x-4 gap-y-2">
              <Said>{order.title}</Said>
              <Badge tone={label.tone}>{label.text}</Badge>
            </span>
          }
          // What can be done with the order stands here.
          actions={
            <>
              {order.paymentState === 'paid' ? (
                <ButtonLink
                  href={`/desk/orders/${order.id}/receipt` as Route}
                  size="small"
                  prefetch={false}
                >
                  {receiptWords.open}
                </ButtonLink>
              ) : null}
              {order.preorder?.card && order.preorder.fault === null ? (
                <ChargeOrder
                  orderId={order.id}
                  total={order.total}
                  card={order.preorder.card}
                  chargeOrder={chargeOrder.bind(null, staff.id)}
                />
              ) : null}
              {order.canChangeAddress ? (
                <ChangeAddress
                  orderId={order.id}
                  goesTo={order.goesTo}
                  countries={listCountries()}
                  changeAddress={changeDestination.bind(null, staff.id)}
                />
              ) : null}
              {order.paymentState === 'paid' || order.paymentState === 'canceled' ? null : (
                <CancelOrder
                  orderId={order.id}
                  reference={order.reference}
                  total={order.total}
                  cancelOrder={cancelUnpaid.bind(null, staff.id)}
                />
              )}
              {order.toBuyer.sending &&
              order.toBuyer.sending.state !== 'sent' &&
              order.toBuyer.fault === null ? (
                <SendOrder
                  orderId={order.id}
                  reference={order.reference}
                  address={order.toBuyer.address}
                  addressChangedAt={order.toBuyer.addressChangedAt}
                  sendOrder={sendOrder.bind(null, staff.id)}
                />
              ) : null}
              {order.toBuyer.canUndo ? (
                <UndoSending orderId={order.id} undoSending={undoSending.bind(null, staff.id)} />
              ) : null}
              {order.toBuyer.sending?.state === 'sent' && !order.toBuyer.canUndo ? (
                <ChangeTracking
                  orderId={order.id}
                  trackingUrl={order.toBuyer.sending.trackingUrl}
                  changeTracking={changeTracking.bind(null, staff.id)}
                />
              ) : null}
              {order.mailAgain ? (
                <MailAgain
                  orderId={order.id}
                  requestId={crypto.randomUUID()}
                  kind={order.mailAgain}
                  recipient={order.receiptEmail}
                  mailAgain={mailAgain.bind(null, staff.id)}
                />
              ) : null}
              {left.amount > 0 ? (
                <RefundOrder
                  orderId={order.id}
                  // Made with the page: pressing twice, or again after a lost answer, is the same refund.
                  requestId={crypto.randomUUID()}
                  left={left}
                  refundOrder={refundOrder.bind(null, staff.id)}
                />
              ) : null}
            </>
          }
        />
        <DeskOrderFacts order={order} />
        {order.owed.length > 0 || order.watched.length > 0 ? (
          <DeskSection title={needsSomebody(order) ? 'Needs attention' : 'Dealt with'}>
            <OrderAttention order={order} dealWith={dealWith.bind(null, staff.id)} />
          </DeskSection>
        ) : null}
        {order.disputes.length > 0 ? (
          <DeskSection title={order.disputes.length > 1 ? 'Disputes' : 'Dispute'}>
            <OrderDisputes disputes={order.disputes} payment={order.payment} />
          </DeskSection>
        ) : null}
        <DeskSection title="Attempts">
          <OrderAttempts attempts={order.attempts} />
        </DeskSection>
        <DeskSection title="Refunds">
          <OrderRefunds refunds={order.refunds} />
        </DeskSection>
        <DeskSection title={noteWords.title}>
          {order.buyer.isErased ? null : (
            <WriteNote
              noteId={crypto.randomUUID()}
              about={{ orderId: order.id, userId: null }}
              writeNote={writeNote.bind(null, staff.id)}
            />
          )}
          <Notes notes={order.notes.rows} isOfOrder />
          {order.notes.older ? <p className="text-sm">{noteWords.older}</p> : null}
        </DeskSection>
        <DeskSection title="What happened">
          <OrderStory events={order.events} />
        </DeskSection>
        {order.actions.length > 0 ? (
          <DeskSection title="What staff did">
            <ActionTable actions={order.actions} />
          </DeskSection>
        ) : null}
      </div>
    </DrawnFor>
  );
}

const needsSomebody = ({ owed, watched }: Pick<DeskOrderView, 'owed' | 'watched'>): boolean =>
  watched.length > 0 || owed.some(({ dealtWith }) => dealtWith === null);
