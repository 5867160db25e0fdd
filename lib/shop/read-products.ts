import { findProduct, listProducts, type Product } from '@/db/queries/products';
import type { ProductEdition } from '@/db/types';
import { database } from '../database';
import type { Money } from '../domain/money';

export type ShopProduct = {
  slug: string;
  title: string;
  text: string;
  image: string;
  alt: string;
  year: number;
  dimensions: string;
  edition: ProductEdition;
  price: Money;
};

const toShopProduct = (product: Product): ShopProduct => ({
  slug: product.slug,
  title: product.title,
  text: product.text,
  image: product.image,
  alt: product.alt,
  year: product.year,
  dimensions: product.dimensions,
  edition: product.edition,
  price: { amount: product.amount, currency: product.currency },
});

export const listShopProducts = async (): Promise<ShopProduct[]> =>
  (await listProducts(database().read)).map(toShopProduct);

/** Null for a product that is not there, or not for sale any more. */
export async function findShopProduct(slug: string): Promise<ShopProduct | null> {
  const product = await findProduct(database().read, slug);
  return product?.isForSale ? toShopProduct(product) : null;
}
