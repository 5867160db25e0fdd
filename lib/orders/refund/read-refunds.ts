import { listDisputes } from '@/db/queries/disputes';
import { findPaidIntent } from '@/db/queries/intents';
import { findOrderById } from '@/db/queries/orders';
import { listRefunds, listRefundsOf, type Refund } from '@/db/queries/refunds';
import { database } from '../../database';
import type { DisputeReport } from '../../domain/refunds-and-disputes';
import type { Money } from '../../domain/money';
import { refundableAmount, type RefundEntry } from '../../domain/refund';

/** An order's refunds and disputes, as staff see them. */
export type MoneyBack = {
  /** What may still be given back; 0 for an order that is not paid. */
  refundable: Money;
  /** Oldest first, those that never reached Stripe too. */
  refunds: RefundEntry[];
  /** Oldest first. */
  disputes: DisputeReport[];
};

export const toRefundEntry = (refund: Refund): RefundEntry => ({
  id: refund.id,
  total: { amount: refund.amount, currency: refund.currency },
  status: refund.status,
  reason: refund.reason,
  failureReason: refund.failureReason,
  stripeRefundId: refund.stripeRefundId,
  staffId: refund.staffId,
  createdAt: refund.createdAt,
});

/** For staff only: the page checks the role. Null for an order that is missing. */
export async function findMoneyBack(orderId: string): Promise<MoneyBack | null> {
  const { read } = database();
  const order = await findOrderById(read, orderId);
  if (!order) return null;
  const [refunds, disputes] = await Promise.all([
    listRefunds(read, orderId),
    listDisputes(read, orderId),
  ]);
  const paid = order.paymentState === 'paid' ? await findPaidIntent(read, orderId) : null;
  const amount = paid ? refundableAmount(order, await listRefundsOf(read, orderId, paid)) : 0;
  return {
    refundable: { amount, currency: order.currency },
    refunds: refunds.map(toRefundEntry),
    disputes: disputes.map(({ orderId: _, updatedAt: __, ...dispute }) => dispute),
  };
}
