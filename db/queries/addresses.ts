import { and, desc, eq } from 'drizzle-orm';
import { postalAddressOf, type PostalAddress } from '../../lib/domain/address';
import { builtOnce, given } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import { newId } from '../new-id';

export type Address = Tables['addresses']['$inferSelect'];

/** The default first, then the newest first. There are few of one person. */
export const listAddresses = (db: Reader, userId: string): Promise<Address[]> => {
  const { addresses: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(eq(t.userId, userId))
    .orderBy(desc(t.isDefault), desc(t.createdAt), desc(t.id));
};

const addressOf = builtOnce((db: Reader) => {
  const { addresses: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(and(eq(t.userId, given(t.userId, 'userId')), eq(t.id, given(t.id, 'addressId'))));
});

export async function findAddress(
  db: Reader,
  userId: string,
  addressId: string,
): Promise<Address | null> {
  const [address] = await addressOf(db, { userId, addressId });
  return address ?? null;
}

/** The first one of a person is their default. Under the person's lock. */
export async function insertAddress(
  tx: Transaction,
  userId: string,
  address: PostalAddress,
  at: number,
): Promise<Address> {
  const isDefault = (await listAddresses(tx, userId)).length === 0;
  const row = { id: newId(), userId, isDefault, createdAt: at, updatedAt: at };
  const [inserted] = await tx
    .insert(tx.tables.addresses)
    .values({ ...postalAddressOf(address), ...row })
    .returning();
  if (!inserted) throw new Error('the address was not inserted');
  return inserted;
}

/**
 * Changes the words of an address, and with them its id: who was shown the old words under the old id
 * finds nothing by it. Null where there is none any more.
 */
export async function replaceAddress(
  tx: Transaction,
  userId: string,
  addressId: string,
  address: PostalAddress,
  at: number,
): Promise<Address | null> {
  const { addresses: t } = tx.tables;
  const [replaced] = await tx
    .update(t)
    .set({ ...postalAddressOf(address), id: newId(), updatedAt: at })
    .where(and(eq(t.userId, userId), eq(t.id, addressId)))
    .returning();
  return replaced ?? null;
}

/** False where there is none. */
export async function setDefaultAddress(
  tx: Transaction,
  userId: string,
  addressId: string,
  at: number,
): Promise<boolean> {
  const { addresses: t } = tx.tables;
  if (!(await findAddress(tx, userId, addressId))) return false;
  // First take it from the old one: two defaults at once are refused by the index.
  await tx
    .update(t)
    .set({ isDefault: false, updatedAt: at })
    .where(and(eq(t.userId, userId), eq(t.isDefault, true)));
  await tx
    .update(t)
    .set({ isDefault: true, updatedAt: at })
    .where(and(eq(t.userId, userId), eq(t.id, addressId)));
  return true;
}

/** Orders have their own copy. After a default the newest one is the default. False where there is none. */
export async function deleteAddress(
  tx: Transaction,
  userId: string,
  addressId: string,
  at: number,
): Promise<boolean> {
  const { addresses: t } = tx.tables;
  const [gone] = await tx
    .delete(t)
    .where(and(eq(t.userId, userId), eq(t.id, addressId)))
    .returning();
  if (!gone) return false;
  const [next] = gone.isDefault ? await listAddresses(tx, userId) : [];
  if (next) await setDefaultAddress(tx, userId, next.id, at);
  return true;
}
