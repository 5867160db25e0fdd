import { findOrder } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { isCancelable } from '../domain/order';
import { giveUpOrder } from './give-up-order';

/**
 * Its buyer gives up an order that is not paid.
 * Throws Failure `not_found`, `order_closed`, `payment_in_progress`, and PaymentsError.
 */
export async function cancelOrder(user: User, { orderId }: { orderId: string }): Promise<void> {
  const order = await findOrder(database().read, user.id, orderId);
  if (!order) throw new Failure('not_found');
  if (!isCancelable(order.paymentState)) throw new Failure('order_closed');
  await giveUpOrder(orderId, 'order_canceled');
}
