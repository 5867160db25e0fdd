import type { Order } from '@/db/queries/orders';

/** What a mail takes from the order that it is about: whom it goes to, and how it names the order. */
export const aboutOrder = (
  order: Pick<
    Order,
    'id' | 'userId' | 'receiptEmail' | 'reference' | 'title' | 'amount' | 'currency'
  >,
) => ({
  to: { userId: order.userId, orderId: order.id, recipient: order.receiptEmail },
  named: { reference: order.reference, title: order.title },
  total: { amount: order.amount, currency: order.currency },
});
