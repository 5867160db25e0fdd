import {
  countLiveOrdersOf,
  countUnpaidOrders,
  findNewestOrderOf,
  findOrderByPurchase,
  insertOrder,
  type Order,
} from '@/db/queries/orders';
import { findProduct, getProductById, type Product } from '@/db/queries/products';
import { takeCopy } from '@/db/queries/stock';
import type { Transaction } from '@/db/database';
import { insertOrderAddress } from '@/db/queries/order-addresses';
import { isErased, lockPerson, type User } from '@/db/queries/users';
import type { Destination } from '../domain/address';
import { MOST_UNPAID_ORDERS } from '../domain/edition';
import { Failure } from '../domain/failure';
import { findAmountFault, sameMoney, type Money } from '../domain/money';
import { isPromised, shipByOf } from '../domain/preorder';
import { JUST_NOW_MS } from '../domain/subject';
import { getDestination } from './destination';
import type { LinkedCustomer } from '../customers/link-customer';
import { mayPreorder } from '../mail/route';
import { tell } from '../notify/timeline';

export type Purchase = {
  /** Made when the page was drawn: the same purchase is the same order. */
  purchaseId: string;
  productSlug: string;
  /** The order of the same product that its buyer knows of, and wants another one beside. */
  besides?: string | undefined;
  /** What the page showed: an assertion, never the price. */
  shown: Money;
  /** Until when the page said that it is charged and sent, in ms; absent where it said: at once. */
  shipBy?: number;
  receiptEmail: string;
  /** Where the page said that it goes. */
  to?: Destination | undefined;
};

/**
 * The order of a purchase, made if there is none. Price and currency come from the database. A
 * copy of a limited edition is set aside with it.
 * Throws Failure: `not_for_sale`, `price_changed`, `address_needed`, `address_changed`, `address_unconfirmed` for a pre-order, `sold_out`,
 * `bought_just_now`, `edition_limit`, `unpaid_limit`, or `purchase_mismatch` where the purchase was for something else.
 */
export async function placeOrder(
  tx: Transaction,
  user: User,
  customer: LinkedCustomer,
  purchase: Purchase,
  at: number,
): Promise<Order> {
  const placed = await findOrderByPurchase(tx, user.id, purchase.purchaseId);
  if (placed) return sameContents(tx, placed, purchase);

  const product = await findProduct(tx, purchase.productSlug);
  if (!product?.isForSale) throw new Failure('not_for_sale');
  if (!sameMoney(product, purchase.shown)) throw new Failure('price_changed');
  const fault = findAmountFault(product);
  if (fault) throw new Error(`product ${product.slug} cannot be charged: ${fault}`);

  await lockPerson(tx, user.id);
  // Erased since this click was let in: they are under one lock, so that the one sees the other.
  if (await isErased(tx, user.id)) throw new Failure('signed_out');
  await refuseJustBought(tx, user, product, purchase, at);
  await refuseTooMany(tx, user, product);
  const shipBy = shipByOfOrder(product, purchase, at);
  if (shipBy !== null && !mayPreorder(user)) throw new Failure('address_unconfirmed');
  const address = await getDestination(tx, user.id, purchase.to);
  const isLimited = product.edition !== 'open';
  const order = await insertOrder(
    tx,
    {
      userId: user.id,
      customerId: customer.id,
      productId: product.id,
      purchaseId: purchase.purchaseId,
      title: product.title,
      amount: product.amount,
      currency: product.currency,
      receiptEmail: purchase.receiptEmail,
      holdsStock: isLimited,
      isPreorder: shipBy !== null,
      shipBy,
    },
    at,
  );
  if (!order) return placedMeanwhile(tx, user, purchase);
  // After the order, never before: a second click on the same button would take a second copy.
  if (isLimited && !(await takeCopy(tx, product.id))) throw new Failure('sold_out');
  await insertOrderAddress(tx, order.id, address);
  await tell(tx, order.id, 'order_placed', {}, at);
  return order;
}

/**
 * A page that is loaded again is another purchase, and so is one in another tab: whoever presses
 * there may not know that they have bought this already. They are asked, once per order.
 */
async function refuseJustBought(
  tx: Transaction,
  user: User,
  product: Product,
  { besides }: Purchase,
  at: number,
): Promise<void> {
  const newest = await findNewestOrderOf(tx, user.id, product.id, at - JUST_NOW_MS);
  if (!newest || newest.id === besides) return;
  const { id, reference } = newest;
  throw new Failure('bought_just_now', { order: { id, reference } });
}

/**
 * One person gets so many copies of a limited edition, and has so many purchases lie open. What they
 * have counts, paid or not: otherwise whoever never pays could keep an edition from everybody. Under
 * the lock of that person, so that purchases at once are counted one after the other.
 */
async function refuseTooMany(tx: Transaction, user: User, product: Product): Promise<void> {
  const isLimited = product.edition !== 'open';
  if (isLimited && (await countLiveOrdersOf(tx, user.id, product.id)) >= product.copiesPerPerson) {
    throw new Failure('edition_limit');
  }
  if ((await countUnpaidOrders(tx, user.id)) >= MOST_UNPAID_ORDERS) {
    throw new Failure('unpaid_limit');
  }
}

/** Nobody is charged at another time than their page said: a page with another date is too old. */
function shipByOfOrder(
  { shipsWithinDays }: Product,
  { shipBy: shown }: Purchase,
  at: number,
): number | null {
  const ours = shipsWithinDays === null ? null : shipByOf(shipsWithinDays, at);
  if (ours === null && shown === undefined) return null;
  if (ours !== null && shown !== undefined && isPromised(shown, ours)) return shown;
  throw new Failure('purchase_mismatch');
}

/** Another server took the second click of the same button. */
async function placedMeanwhile(tx: Transaction, user: User, purchase: Purchase): Promise<Order> {
  const placed = await findOrderByPurchase(tx, user.id, purchase.purchaseId);
  if (!placed) throw new Error('an order of this purchase is there and is not');
  return sameContents(tx, placed, purchase);
}

async function sameContents(tx: Transaction, order: Order, purchase: Purchase): Promise<Order> {
  const product = await getProductById(tx, order.productId);
  const isSame =
    product.slug === purchase.productSlug &&
    sameMoney(order, purchase.shown) &&
    order.shipBy === (purchase.shipBy ?? null);
  if (!isSame) throw new Failure('purchase_mismatch');
  return order;
}
