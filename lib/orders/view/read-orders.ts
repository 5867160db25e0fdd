import { cache } from 'react';
import { listAttempts } from '@/db/queries/attempts';
import { listDisputes } from '@/db/queries/disputes';
import { listOrderEvents, type OrderEvent } from '@/db/queries/order-events';
import { findAddressOfOrder } from '@/db/queries/order-addresses';
import { findOrder, listOrders, type Order } from '@/db/queries/orders';
import { getProductById } from '@/db/queries/products';
import { listRefunds, type Refund } from '@/db/queries/refunds';
import { database } from '../../database';
import { canChangeAddress, postalAddressOf } from '../../domain/address';
import { declineReason } from '../../domain/attempt';
import { keepsCopyUntil } from '../../domain/expiry';
import { isPayable, isPayableNow, orderLabel, type PaymentState } from '../../domain/order';
import { sentAtOf } from '../destination';
import { lacksCopy } from '../sync/copy';
import { readAttention, type AttentionEntry } from './read-attention';
import { declinedSetup, findPreorderView } from './read-preorder';
import { sendingOf } from '../../domain/sending';
import { orderEventTypes, type OrderSummary, type OrderView } from '../../domain/order-view';
import type { RefundLine } from '../../domain/refund';

/** As many as one page shows; older ones are reached from there. */
const PAGE = 50;

const toSummary = async (order: Order): Promise<OrderSummary> => {
  const product = await getProductById(database().read, order.productId);
  const total = { amount: order.amount, currency: order.currency };
  const { paymentState, refundedAmount, dispute } = order;
  return {
    id: order.id,
    reference: order.reference,
    title: order.title,
    image: product.image,
    alt: product.alt,
    productSlug: product.slug,
    total,
    label: orderLabel({ paymentState, total, refundedAmount, dispute }),
    paymentState,
    sending: sendingOf(order),
    createdAt: order.createdAt,
  };
};

export async function listOrderSummaries(userId: string): Promise<OrderSummary[]> {
  return Promise.all((await listOrders(database().read, userId, PAGE)).map(toSummary));
}

/** Null for an order that is missing or somebody else's. Read once for a page and its title. */
export const findOrderView = cache(readOrderView);

async function readOrderView(userId: string, orderId: string): Promise<OrderView | null> {
  const { read } = database();
  const order = await findOrder(read, userId, orderId);
  if (!order) return null;
  const [summary, attempts, events, refunds, disputes, attention, address] = await Promise.all([
    toSummary(order),
    listAttempts(read, orderId),
    listOrderEvents(read, orderId),
    listRefunds(read, orderId),
    listDisputes(read, orderId),
    readAttention(order),
    findAddressOfOrder(read, orderId),
  ]);
  const last = attempts.at(-1);
  const declined = last?.outcome === 'declined' && last.failureCode ? last : null;
  return {
    ...summary,
    version: order.version,
    receiptEmail: order.receiptEmail,
    goesTo: address && postalAddressOf(address),
    canChangeAddress: canChangeAddress({ ...order, sentAt: sentAtOf(order) }),
    refundedAmount: order.refundedAmount,
    refunds: refunds.filter(({ status }) => status !== 'not_sent').map(toRefundLine),
    disputes: disputes.map(({ stripeDisputeId: id, amount, currency, status, openedAt }) => ({
      id,
      total: { amount, currency },
      status,
      openedAt,
    })),
    owed: attention.filter(isStillOwed).map(toOwedLine),
    paidWith: cardOf(attempts.find((attempt) => attempt.outcome === 'succeeded')),
    heldUntil:
      order.holdsStock &&
      isPayable(order.paymentState) &&
      (order.scheduledCardId === null || order.copyHeldSince !== null)
        ? keepsCopyUntil(order)
        : null,
    lacksCopy: isPayable(order.paymentState) && (await lacksCopy(read, order)),
    nextChargeAt: order.nextChargeAt,
    isPayable: isPayableNow(order),
    preorder: await findPreorderView(order, events, Date.now()),
    openOutcome: attempts.find((attempt) => attempt.closedAt === null)?.outcome ?? null,
    declined:
      declinedSetup(order, events) ??
      (declined && {
        reason: declineReason({
          code: declined.failureCode ?? '',
          declineCode: declined.declineCode,
        }),
        card: cardOf(declined),
      }),
    events: events
      .filter(isKnown)
      .map(({ id, type, data, at, requestId }) => ({ id, type, data, at, requestId })),
  };
}

/** A newer release, beside which this one still runs, may tell of what has no words here. */
const isKnown = ({ type }: OrderEvent): boolean => orderEventTypes.includes(type);

const isStillOwed = ({ dealtWithAt, isSettled }: AttentionEntry): boolean =>
  dealtWithAt === null && !isSettled;

const toOwedLine = ({ id, kind, amount, currency, since }: AttentionEntry) => ({
  id,
  kind,
  total: { amount, currency },
  since,
});

const toRefundLine = ({ id, amount, currency, status, createdAt }: Refund): RefundLine => ({
  id,
  total: { amount, currency },
  status,
  createdAt,
});

const cardOf = (attempt?: { cardBrand: string | null; cardLast4: string | null }) =>
  attempt?.cardBrand && attempt.cardLast4
    ? { brand: attempt.cardBrand, last4: attempt.cardLast4 }
    : null;

/** What changes on an order's page, and nothing more. Null for one that is missing or somebody else's. */
export async function findOrderState(
  userId: string,
  orderId: string,
): Promise<{ paymentState: PaymentState; version: number } | null> {
  const order = await findOrder(database().read, userId, orderId);
  return order && { paymentState: order.paymentState, version: order.version };
}
