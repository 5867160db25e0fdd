import type { Order } from '@/db/queries/orders';
import type { LinkedCustomer } from '../../customers/link-customer';
import { env } from '../../env';
import type { OrderForStripe } from '../../stripe/intent-parameters';

/** What Stripe is told of an order when its intent is made. */
export const orderForStripe = (order: Order, customer: LinkedCustomer): OrderForStripe => ({
  orderId: order.id,
  reference: order.reference,
  title: order.title,
  total: { amount: order.amount, currency: order.currency },
  stripeCustomerId: customer.stripeCustomerId,
});

/** Where a bank's redirect comes back to: a GET that may look, and never starts a payment. */
export const returnUrl = (orderId: string): string => `${env().appUrl}/orders/${orderId}/return`;
