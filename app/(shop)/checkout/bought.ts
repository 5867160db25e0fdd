import type { Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { editionText } from '@/components/shop/edition-words';
import { isSoldOut } from '@/lib/domain/edition';
import { findOrderView } from '@/lib/orders/view/read-orders';
import { findShopProduct } from '@/lib/shop/read-products';

/** What an address of checkout names: a print to buy, or an order to pay. */
export type CheckoutQuery = { product: string | null; order: string | null };

export const readQuery = (given: Record<string, string | string[] | undefined>): CheckoutQuery => ({
  product: typeof given.product === 'string' ? given.product : null,
  order: typeof given.order === 'string' ? given.order : null,
});

/** The address that is carried through sign-in: only what checkout knows. */
export function checkoutPath({ order, product }: CheckoutQuery): string {
  if (order !== null) return `/checkout?order=${encodeURIComponent(order)}`;
  return product === null ? '/checkout' : `/checkout?product=${encodeURIComponent(product)}`;
}

/**
 * What is bought or paid, once for a request. Not found where it is neither; where there is nothing to
 * pay and no card to choose it leads to the page that tells why.
 */
export async function getBought(userId: string, { order, product }: CheckoutQuery) {
  const bought = await find(userId, order, product);
  return bought ?? notFound();
}

const find = cache(async (userId: string, order: string | null, product: string | null) => {
  if (order !== null) return findOrderToPay(userId, order);
  return product === null ? null : findProductToBuy(product);
});

async function findProductToBuy(slug: string) {
  const product = await findShopProduct(slug);
  if (!product) return null;
  // The print's page says so, and knows of a copy that is set aside for this visitor.
  if (isSoldOut(product.edition)) redirect(`/products/${slug}` as Route);
  const { title, image, alt, edition, price, shipBy } = product;
  return {
    subject: { purchaseId: crypto.randomUUID(), productSlug: slug },
    summary: { title, image, alt, detail: editionText(edition), total: price },
    receiptEmail: null,
    ordered: null,
    preorder: shipBy === null ? null : { title, shipBy, isChange: false },
  };
}

async function findOrderToPay(userId: string, orderId: string) {
  const order = await findOrderView(userId, orderId);
  if (!order) return null;
  const isBusy = order.openOutcome !== null && order.openOutcome !== 'authenticating';
  const { title, image, alt, reference, total, receiptEmail, preorder, goesTo } = order;
  if (!(order.isPayable || preorder?.takesCard) || isBusy) redirect(`/orders/${orderId}` as Route);
  return {
    subject: { orderId },
    summary: { title, image, alt, detail: `Order ${reference}`, total },
    receiptEmail,
    ordered: goesTo,
    preorder: preorder?.takesCard
      ? { title, shipBy: preorder.shipBy, isChange: preorder.card !== null }
      : null,
  };
}
