import { worstDispute, type DisputeStatus } from '@/lib/domain/order';
import type { OurBooks, TheirBooks } from './books';

type Books = { ours: OurBooks; theirs: TheirBooks };
type Order = OurBooks['orders'][number];

/** Where refunds and disputes differ: one made twice, one that is not known, one that is not there. */
export function moneyBackDisagreements({ ours, theirs }: Books): string[] {
  const known = new Set(ours.refunds.map(({ stripeRefundId }) => stripeRefundId));
  return [
    ...theirs.refunds
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => `refund ${id} is at Stripe, and not known here`),
    ...ours.refunds.flatMap((refund) => ofRefund(theirs, refund)),
    ...ours.orders.flatMap((order) => ofOrder(theirs, order)),
  ];
}

function ofRefund(theirs: TheirBooks, refund: OurBooks['refunds'][number]): string[] {
  const { id, status, amount, stripeRefundId } = refund;
  const made = theirs.refunds.filter(({ refundId }) => refundId === id);
  if (made.length > 1) return [`refund ${id} was made ${made.length} times`];
  if (status === 'sending' || status === 'unknown') return [`refund ${id} is open as ${status}`];
  if (status === 'not_sent') return made.length > 0 ? [`refund ${id} was not sent, and made`] : [];
  const told = theirs.refunds.find((each) => each.id === stripeRefundId);
  if (!told) return [`refund ${id} is ${status} here, and not at Stripe`];
  return told.status === status && told.amount === amount
    ? []
    : [`refund ${id} is ${amount} ${status} here, and ${told.amount} ${told.status} there`];
}

function ofOrder(theirs: TheirBooks, order: Order): string[] {
  const intents = new Set(
    theirs.intents.filter(({ orderId }) => orderId === order.id).map(({ id }) => id),
  );
  const ofIt = ({ stripeIntentId }: { stripeIntentId: string | null }) =>
    stripeIntentId !== null && intents.has(stripeIntentId);
  const faults: string[] = [];
  const given = theirs.refunds
    .filter(ofIt)
    .filter(({ status }) => status !== 'failed' && status !== 'canceled')
    .reduce((sum, { amount }) => sum + amount, 0);
  if (given !== order.refundedAmount) {
    faults.push(`order ${order.reference} has ${order.refundedAmount} refunded, Stripe ${given}`);
  }
  const disputes = theirs.disputes.filter(ofIt).map(({ status }) => status as DisputeStatus);
  const worst = worstDispute(disputes);
  if (worst !== order.dispute) {
    faults.push(`order ${order.reference} has dispute ${order.dispute}, Stripe ${worst}`);
  }
  return faults;
}
