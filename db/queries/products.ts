import { asc, eq } from 'drizzle-orm';
import { builtOnce, given } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';

export type Product = Tables['products']['$inferSelect'];

export const listProducts = (db: Reader): Promise<Product[]> => {
  const { products } = db.tables;
  return db
    .select()
    .from(products)
    .where(eq(products.isForSale, true))
    .orderBy(asc(products.position));
};

const productBySlug = builtOnce((db: Reader) => {
  const { products: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(eq(t.slug, given(t.slug, 'slug')));
});

export async function findProduct(db: Reader, slug: string): Promise<Product | null> {
  const [product] = await productBySlug(db, { slug });
  return product ?? null;
}

const productById = builtOnce((db: Reader) => {
  const { products: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(eq(t.id, given(t.id, 'productId')));
});

export async function findProductById(db: Reader, productId: string): Promise<Product | null> {
  const [product] = await productById(db, { productId });
  return product ?? null;
}

export async function getProductById(db: Reader, productId: string): Promise<Product> {
  const product = await findProductById(db, productId);
  if (!product) throw new Error(`no product ${productId}`);
  return product;
}

/** Inserts a product or brings it up to date, by its slug. Returns the id that it has. */
export async function putProduct(tx: Transaction, product: Product): Promise<string> {
  const { products } = tx.tables;
  const { id, slug, ...rest } = product;
  const [row] = await tx
    .insert(products)
    .values({ id, slug, ...rest })
    .onConflictDoUpdate({ target: products.slug, set: rest })
    .returning({ id: products.id });
  if (!row) throw new Error(`product ${slug} was not put`);
  return row.id;
}
