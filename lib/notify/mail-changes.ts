import { writeMail } from '@/db/queries/mails';
import type { Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import type { IntentReport } from '../domain/intent';
import { aboutOrder } from './about-order';

/**
 * Writes the mails that an order's change makes due: the receipt once it is paid, and a note for
 * each refund. `order` as it was before. A report that comes again, late or by another door finds
 * the news written already.
 */
export async function mailWhatChanged(
  tx: Transaction,
  order: Order,
  after: Pick<Order, 'paymentState' | 'refundedAmount'>,
  { card }: Pick<IntentReport, 'card'>,
  at: number,
): Promise<void> {
  const { id: orderId, currency } = order;
  const { to, named, total } = aboutOrder(order);
  if (after.paymentState === 'paid' && order.paymentState !== 'paid') {
    const paidWith = card && { brand: card.brand, last4: card.last4 };
    const data = { ...named, total, card: paidWith, paidAt: at };
    await writeMail(tx, { ...to, kind: 'receipt', newsKey: `receipt:${orderId}`, data }, at);
  }
  if (after.refundedAmount > order.refundedAmount) {
    const refunded = { amount: after.refundedAmount, currency };
    const given = { amount: after.refundedAmount - order.refundedAmount, currency };
    const newsKey = `refunded:${orderId}:${after.refundedAmount}`;
    const data = { ...named, given, refunded, total };
    await writeMail(tx, { ...to, kind: 'refunded', newsKey, data }, at);
  }
}
