import { findOrder, findOrderByPurchase } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import type { LinkedCustomer } from '../../customers/link-customer';
import { moveToCustomer } from './move-to-customer';

type Subject = { orderId: string } | { purchaseId: string; productSlug: string };

/**
 * Brings the order that is meant, where it is placed already, to the Customer that its buyer has
 * now. Throws Failure and PaymentsError.
 */
export async function bringToCustomer(
  user: User,
  subject: Subject,
  customer: LinkedCustomer,
): Promise<void> {
  const { read } = database();
  const order =
    'orderId' in subject
      ? await findOrder(read, user.id, subject.orderId)
      : await findOrderByPurchase(read, user.id, subject.purchaseId);
  if (order) await moveToCustomer(order, customer);
}
