import { changeOrder, findOrderById } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import { nextPaymentState } from '../../domain/order';

/** The challenge is gone: the order would wait for a bank that asks nothing any more. */
export async function endChallenge(tx: Transaction, orderId: string, at: number): Promise<void> {
  const order = await findOrderById(tx, orderId);
  if (order?.paymentState !== 'authenticating') return;
  const paymentState = nextPaymentState(order.paymentState, 'payment_not_sent');
  await changeOrder(tx, order, { paymentState }, at);
}
