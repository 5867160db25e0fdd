import { findPaidIntent } from '@/db/queries/intents';
import { changeOrder, findOrderById, touchOrder, type Order } from '@/db/queries/orders';
import {
  findRefundByRequest,
  insertRefund,
  listRefundsOf,
  moveUnansweredRefund,
  type OwnRefund,
  type Refund,
} from '@/db/queries/refunds';
import type { Transaction } from '@/db/database';
import { recordAction } from '../../audit';
import { database } from '../../database';
import { Failure } from '../../domain/failure';
import {
  findRefundFault,
  isSameRefund,
  refundableAmount,
  type RefundFault,
  type RefundReason,
} from '../../domain/refund';
import { refundParameters } from '../../stripe/refunds';
import { tell } from '../../notify/timeline';

export type RefundRequest = {
  orderId: string;
  /** Made when the form was drawn. */
  requestId: string;
  /** In minor units; null for all that is left. */
  amount: number | null;
  reason: RefundReason;
};

export type WrittenRefund =
  | { state: 'new'; refund: OwnRefund; stripeIntentId: string }
  /** The request came before: nothing is to be sent. */
  | { state: 'known'; refund: Refund };

/**
 * Writes down a refund: its key, the exact parameters that will be sent, and who of the staff asked
 * for it. Nothing is sent yet.
 * Null where the order was written meanwhile, as by somebody who refunds it too: begin again.
 * Throws Failure: `not_found`, `not_refundable`, `refund_too_large`, `refund_mismatch`, and
 * `invalid_input` for an amount that card networks don't carry.
 */
export async function writeRefund(
  tx: Transaction,
  staffId: string,
  request: RefundRequest,
  at: number,
): Promise<WrittenRefund | null> {
  const order = await findOrderById(tx, request.orderId);
  if (!order) throw new Failure('not_found');
  const intent = order.paymentState === 'paid' ? await findPaidIntent(tx, order.id) : null;
  const rest = intent ? refundableAmount(order, await listRefundsOf(tx, order.id, intent)) : 0;
  const known = await findRefundByRequest(tx, request.requestId);
  if (known) {
    if (!isSameRefund(known, request, rest)) throw new Failure('refund_mismatch');
    return { state: 'known', refund: known };
  }
  if (!intent?.stripeIntentId) throw new Failure('not_refundable');
  const amount = checkedAmount(order, request.amount, rest);
  // Before the row is written: of two who see the same rest, one begins again with less.
  if (!(await changeOrder(tx, order, {}, at))) return null;
  const { stripeIntentId } = intent;
  const { requestId, reason } = request;
  const { id: orderId, currency } = order;
  const refund = await insertRefund(
    tx,
    {
      orderId,
      intentId: intent.id,
      requestId,
      staffId,
      amount,
      currency,
      reason,
      parametersOf: (refundId) =>
        refundParameters({ stripeIntentId, amount, reason, orderId, refundId }),
    },
    at,
  );
  await tell(tx, orderId, 'refund_started', { amount, currency }, at);
  const data = { amount, currency, reason, refundId: refund.id };
  await recordAction(tx, staffId, 'refund_order', { orderId, data }, at);
  return { state: 'new', refund, stripeIntentId };
}

function checkedAmount({ currency }: Order, asked: number | null, rest: number): number {
  const amount = asked ?? rest;
  const fault = findRefundFault({ amount, currency }, rest);
  if (fault) throw failures[fault]();
  return amount;
}

const failures: Record<RefundFault, () => Failure> = {
  nothing_left: () => new Failure('not_refundable'),
  too_large: () => new Failure('refund_too_large'),
  not_positive: () => new Failure('invalid_input', { fields: { amount: ['amount_not_positive'] } }),
  wrong_last_digit: () =>
    new Failure('invalid_input', { fields: { amount: ['amount_wrong_last_digit'] } }),
};

/** For the timeline; no words of Stripe's. */
type Why = { fault: string; code: string | null };

/**
 * Writes down that Stripe left a refund unanswered, or never had it. False where Stripe told of it
 * meanwhile.
 */
export const markRefund = (
  { id, orderId, amount, currency }: Refund,
  status: 'unknown' | 'not_sent',
  why: Why | null,
  at: number,
): Promise<boolean> =>
  database().transaction(async (tx) => {
    // The order first, as everywhere: two writers that lock in turn would wait for each other.
    await touchOrder(tx, orderId, at);
    if (!(await moveUnansweredRefund(tx, id, status, at))) return false;
    const event = status === 'unknown' ? 'refund_unknown' : 'refund_not_sent';
    await tell(tx, orderId, event, { amount, currency, ...why }, at);
    return true;
  });
