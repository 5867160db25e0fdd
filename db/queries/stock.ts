import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { builtOnce, given } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';

export type Stock = Tables['stock']['$inferSelect'];

const stockOf = builtOnce((db: Reader) => {
  const { stock: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(eq(t.productId, given(t.productId, 'productId')));
});

/** Null for an open edition, which never sells out. */
export async function findStock(db: Reader, productId: string): Promise<Stock | null> {
  const [row] = await stockOf(db, { productId });
  return row ?? null;
}

export const listStock = (db: Reader): Promise<Stock[]> => db.select().from(db.tables.stock);

/** How many copies an edition has. One that is there already keeps its numbers. */
export async function openStock(tx: Transaction, productId: string, total: number): Promise<void> {
  await tx
    .insert(tx.tables.stock)
    .values({ productId, total, available: total })
    .onConflictDoNothing();
}

/** The edition is an open one now. */
export async function closeStock(tx: Transaction, productId: string): Promise<void> {
  const { stock } = tx.tables;
  await tx.delete(stock).where(eq(stock.productId, productId));
}

/** Sets one copy aside. False where none is left, or the edition is an open one. */
export async function takeCopy(tx: Transaction, productId: string): Promise<boolean> {
  const { stock } = tx.tables;
  const taken = await tx
    .update(stock)
    .set({ available: sql`${stock.available} - 1` })
    .where(and(eq(stock.productId, productId), gt(stock.available, 0)))
    .returning({ productId: stock.productId });
  return taken.length === 1;
}

/** Puts one copy back on the shelf. */
export async function returnCopy(tx: Transaction, productId: string): Promise<void> {
  const { stock } = tx.tables;
  await tx
    .update(stock)
    .set({ available: sql`${stock.available} + 1` })
    .where(and(eq(stock.productId, productId), lt(stock.available, stock.total)));
}
