import type { Order } from '@/db/queries/orders';
import type { PurchaseToPay } from '../../stripe/intent-parameters';
import type { LinkedCustomer } from '../../customers/link-customer';

/** What Stripe is told of an order when its intent is made. */
export const purchaseOf = (order: Order, customer: LinkedCustomer): PurchaseToPay => ({
  orderId: order.id,
  reference: order.reference,
  title: order.title,
  total: { amount: order.amount, currency: order.currency },
  stripeCustomerId: customer.stripeCustomerId,
});
