import { cache } from 'react';
import { findHeldOrder } from '@/db/queries/orders';
import { findProduct, listProducts, type Product } from '@/db/queries/products';
import { findStock, listStock, type Stock } from '@/db/queries/stock';
import { database } from '../database';
import type { Edition } from '../domain/edition';
import { shipByOf } from '../domain/preorder';
import type { Money } from '../domain/money';

export type ShopProduct = {
  slug: string;
  title: string;
  text: string;
  image: string;
  alt: string;
  year: number;
  dimensions: string;
  edition: Edition;
  price: Money;
  /** Until when it is charged and sent, ordered now, in ms; null for what is charged at once. */
  shipBy: number | null;
};

const toShopProduct = (product: Product, stock: Stock | null): ShopProduct => ({
  slug: product.slug,
  title: product.title,
  text: product.text,
  image: product.image,
  alt: product.alt,
  year: product.year,
  dimensions: product.dimensions,
  edition: editionOf(product, stock),
  price: { amount: product.amount, currency: product.currency },
  shipBy: product.shipsWithinDays === null ? null : shipByOf(product.shipsWithinDays, Date.now()),
});

/** Without a row in the stock nothing is sold: what cannot be counted could be sold twice. */
const editionOf = ({ edition }: Product, stock: Stock | null): Edition =>
  edition === 'open' ? 'open' : { limitedTo: edition.limitedTo, left: stock?.available ?? 0 };

/** Read once for a page, whose parts all ask. */
export const listShopProducts = cache(async (): Promise<ShopProduct[]> => {
  const { read } = database();
  const [products, stock] = await Promise.all([listProducts(read), listStock(read)]);
  const byProduct = new Map(stock.map((row) => [row.productId, row]));
  return products.map((product) => toShopProduct(product, byProduct.get(product.id) ?? null));
});

/** Null for a product that is not there, or not for sale any more. Read once for a page, whose parts all ask. */
export const findShopProduct = cache(async (slug: string): Promise<ShopProduct | null> => {
  const { read } = database();
  const product = await findProduct(read, slug);
  return product?.isForSale ? toShopProduct(product, await findStock(read, product.id)) : null;
});

/** The order of a person that a copy of this print is set aside for, and that can still be paid. */
export async function findHeldOrderId(userId: string, slug: string): Promise<string | null> {
  const { read } = database();
  const product = await findProduct(read, slug);
  return (product && (await findHeldOrder(read, userId, product.id))?.id) ?? null;
}
