import type { Reader } from '@/db/database';
import { findAddressOfOrder } from '@/db/queries/order-addresses';
import type { Order } from '@/db/queries/orders';
import type { LinkedCustomer } from '../../customers/link-customer';
import { orderReturnPath } from '../../domain/return-path';
import { env } from '../../env';
import type { OrderForStripe } from '../../stripe/intent-parameters';

/** What Stripe is told of an order when its intent is made. */
export const orderForStripe = async (
  db: Reader,
  order: Order,
  customer: LinkedCustomer,
): Promise<OrderForStripe> => ({
  orderId: order.id,
  purchaseId: order.purchaseId,
  productId: order.productId,
  reference: order.reference,
  title: order.title,
  total: { amount: order.amount, currency: order.currency },
  stripeCustomerId: customer.stripeCustomerId,
  address: await findAddressOfOrder(db, order.id),
});

/** Where the bank of an order's buyer sends them back to. */
export const returnUrl = ({ id, userId }: Pick<Order, 'id' | 'userId'>): string =>
  `${env().appUrl}${orderReturnPath(id, userId)}`;
