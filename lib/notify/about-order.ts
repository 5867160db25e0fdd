import type { Order } from '@/db/queries/orders';

/** What a mail takes from the order that it is about: whose it is, and how it names the order. */
export const aboutOrder = (
  order: Pick<Order, 'id' | 'userId' | 'reference' | 'title' | 'amount' | 'currency'>,
) => ({
  of: { userId: order.userId, orderId: order.id },
  named: { reference: order.reference, title: order.title },
  total: { amount: order.amount, currency: order.currency },
});
