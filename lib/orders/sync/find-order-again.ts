import { findCustomerByStripeId } from '@/db/queries/customers';
import {
  findIntentByStripeId,
  findLiveIntent,
  findUnansweredIntent,
  insertIntent,
  setStripeIntent,
} from '@/db/queries/intents';
import { findOrderById, insertLostOrder, type Order } from '@/db/queries/orders';
import { insertOrderAddress } from '@/db/queries/order-addresses';
import { findProductById } from '@/db/queries/products';
import { findStock, takeCopy } from '@/db/queries/stock';
import { findUser } from '@/db/queries/users';
import type { Transaction } from '@/db/database';
import { database } from '../../database';
import { isCurrency } from '../../domain/money';
import { tell } from '../../notify/timeline';
import type { MadeIntent } from '../../stripe/made-since';
import { syncIntent, syncOrder } from './sync-order';

/** The payment cannot be brought into the books by itself: staff are told why, in these words. */
export class NotFoundAgain extends Error {
  override name = 'NotFoundAgain';
}

/**
 * Brings an intent of ours that the database does not know into the books, and its order, where
 * that is gone, too: under its old id and purchase, so that the page that it was bought on shows it
 * and cannot buy it once more. Then the order takes Stripe's word, like any other.
 * False where the intent is one that is still being made. Throws NotFoundAgain and PaymentsError.
 */
export async function findOrderAgain(made: MadeIntent): Promise<boolean> {
  // What the order's own intent came to since: it may have ended, and made room for this one.
  if (await findOrderById(database().read, made.orderId)) await syncOrder(made.orderId);
  const isNew = await database().transaction((tx) => writeDown(tx, made));
  if (isNew) await syncIntent(made.stripeIntentId);
  return isNew;
}

async function writeDown(tx: Transaction, made: MadeIntent): Promise<boolean> {
  if (await findIntentByStripeId(tx, made.stripeIntentId)) return false;
  const order = await findOrderById(tx, made.orderId);
  // Its key is in the database: whoever sent it, or the reconciler's fence, hears of the intent.
  if (order && (await findUnansweredIntent(tx, order.id))) return false;
  const live = order && (await findLiveIntent(tx, order.id));
  if (live) throw new NotFoundAgain(`the order has another intent, ${live.stripeIntentId}`);
  const { id } = order ?? (await orderAgain(tx, made));
  const { stripeIntentId, savedFor, createdAt } = made;
  // What it was made with is not known any more, and is not needed: it is made.
  const intent = await insertIntent(
    tx,
    id,
    // Who has its secret is not known any more.
    { createParameters: {}, savesCard: savedFor !== null, givenAt: createdAt },
    createdAt,
  );
  await setStripeIntent(tx, intent.id, stripeIntentId);
  return true;
}

async function orderAgain(tx: Transaction, made: MadeIntent): Promise<Order> {
  const { orderId, purchaseId, productId, reference, amount, currency, createdAt } = made;
  const customer = await findCustomerByStripeId(tx, made.stripeCustomerId);
  const user = customer && (await findUser(tx, customer.userId));
  if (!user) throw new NotFoundAgain('whoever bought it is not known here any more');
  const product = await findProductById(tx, productId);
  if (!product || !isCurrency(currency)) throw new NotFoundAgain('there is no such print');
  const isLimited = (await findStock(tx, productId)) !== null;
  const order = await insertLostOrder(
    tx,
    {
      id: orderId,
      reference,
      userId: user.id,
      customerId: customer.id,
      productId,
      purchaseId,
      title: product.title,
      amount,
      currency,
      receiptEmail: user.email,
      // Where none is left, it is told to staff as oversold once it is paid.
      holdsStock: isLimited && (await takeCopy(tx, productId)),
    },
    createdAt,
  );
  if (!order) throw new NotFoundAgain('its purchase was made once more since');
  // As it was ordered: what was changed since was told to nobody but us.
  if (made.address) await insertOrderAddress(tx, order.id, made.address);
  await tell(tx, order.id, 'order_placed', {}, createdAt);
  return order;
}
