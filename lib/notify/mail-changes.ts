import type { Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import type { IntentReport } from '../domain/intent';
import type { RefundNews } from '../domain/refunds-and-disputes';
import { aboutOrder } from './about-order';
import { whereItGoes } from './where-it-goes';
import { writeMail } from './write-mail';

/**
 * Writes the mails that an order's change makes due: the receipt once it is paid, and a note for
 * each refund that begins, and for each that does not arrive after that was told. `order` as it was
 * before. A report that comes again, late or by another door finds the news written already.
 */
export async function mailWhatChanged(
  tx: Transaction,
  order: Order,
  after: Pick<Order, 'paymentState' | 'refundedAmount'> & { refunds: readonly RefundNews[] },
  { card }: Pick<IntentReport, 'card'>,
  at: number,
): Promise<void> {
  const { of, named, total } = aboutOrder(order);
  if (after.paymentState === 'paid' && order.paymentState !== 'paid') {
    const paidWith = card && { brand: card.brand, last4: card.last4 };
    const goesTo = await whereItGoes(tx, order, order.receiptEmail);
    const data = { ...named, total, card: paidWith, paidAt: at, ...goesTo };
    await writeMail(tx, { ...of, kind: 'receipt', newsKey: `receipt:${order.id}`, data }, at);
  }
  for (const news of after.refunds) await mailRefund(tx, order, after.refundedAmount, news, at);
}

async function mailRefund(
  tx: Transaction,
  order: Order,
  refundedAmount: number,
  { promise, report: { stripeRefundId, amount, currency, status } }: RefundNews,
  at: number,
): Promise<void> {
  if (promise === null) return;
  const { of, named, total } = aboutOrder(order);
  const given = { amount, currency };
  const refunded = { amount: refundedAmount, currency };
  // By Stripe's id and not by a sum, which is reached again where one that failed is made anew.
  const newsKey = `${promise === 'made' ? 'refunded' : 'refund_failed'}:${stripeRefundId}`;
  const mail = { ...of, newsKey };
  const data = { ...named, given, refunded, total };
  if (promise === 'made') {
    await writeMail(tx, { ...mail, kind: 'refunded', data }, at);
  } else {
    const why = status === 'canceled' ? 'canceled' : 'failed';
    await writeMail(tx, { ...mail, kind: 'refund_failed', data: { ...data, why } }, at);
  }
}
