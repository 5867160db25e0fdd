import { and, eq, inArray, isNull } from 'drizzle-orm';
import { isOpenDispute, type PaymentState } from '../../lib/domain/order';
import type { UnderWay } from '../../lib/domain/person';
import type { RefundStatus } from '../../lib/domain/refund';
import { sendingOf } from '../../lib/domain/sending';
import type { Reader } from '../database';
import { IDS_AT_ONCE } from './person';

const UNPAID: readonly PaymentState[] = ['awaiting_payment', 'authenticating', 'declined'];
const OPEN_REFUNDS: RefundStatus[] = ['sending', 'unknown', 'pending', 'requires_action'];

/** What is not over of a person's orders, each of them with why. */
export async function listUnderWay(db: Reader, userId: string): Promise<UnderWay[]> {
  const { orders, attempts, refunds, disputes, attention } = db.tables;
  const own = await db
    .select({
      id: orders.id,
      reference: orders.reference,
      paymentState: orders.paymentState,
      amount: orders.amount,
      refundedAmount: orders.refundedAmount,
      dispute: orders.dispute,
      sentAt: orders.sentAt,
      trackingUrl: orders.trackingUrl,
      sentUnrecorded: orders.sentUnrecorded,
    })
    .from(orders)
    .where(eq(orders.userId, userId));
  const found: UnderWay[] = [];
  const referenceOf = new Map(own.map(({ id, reference }) => [id, reference]));
  const add = (kind: UnderWay['kind'], rows: readonly { orderId: string }[]) => {
    for (const { orderId } of rows) found.push({ kind, reference: referenceOf.get(orderId) ?? '' });
  };
  const ids = own.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const some = ids.slice(from, from + IDS_AT_ONCE);
    add(
      'payment',
      await db
        .select({ orderId: attempts.orderId })
        .from(attempts)
        .where(and(inArray(attempts.orderId, some), isNull(attempts.closedAt))),
    );
    add(
      'refund',
      await db
        .select({ orderId: refunds.orderId })
        .from(refunds)
        .where(and(inArray(refunds.orderId, some), inArray(refunds.status, OPEN_REFUNDS))),
    );
    const disputed = await db
      .select({ orderId: disputes.orderId, status: disputes.status })
      .from(disputes)
      .where(inArray(disputes.orderId, some));
    add(
      'dispute',
      disputed.filter(({ status }) => isOpenDispute(status)),
    );
    add(
      'owed',
      await db
        .select({ orderId: attention.orderId })
        .from(attention)
        .where(and(inArray(attention.orderId, some), isNull(attention.dealtWithAt))),
    );
  }
  const named = new Set(found.map(({ reference }) => reference));
  for (const order of own) {
    const { reference, paymentState: state } = order;
    if (state === 'scheduled') found.push({ kind: 'preorder', reference });
    else if (named.has(reference)) continue;
    else if (state === 'processing') found.push({ kind: 'payment', reference });
    else if (UNPAID.includes(state)) found.push({ kind: 'unpaid_order', reference });
    // Its address would be gone.
    else if (sendingOf(order)?.state === 'to_send') found.push({ kind: 'to_send', reference });
  }
  return found;
}
