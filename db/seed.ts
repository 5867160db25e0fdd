import { catalog, COPIES_PER_PERSON } from './catalog';
import type { Database, Transaction } from './database';
import { newId } from './new-id';
import { insertAddress, listAddresses } from './queries/addresses';
import { putProduct } from './queries/products';
import { closeStock, openStock } from './queries/stock';
import { findUserByEmail, insertUser, setEmailVerified } from './queries/users';
import type { UserRole } from './types';

export type SeedUser = { email: string; name: string; role: UserRole; passwordHash: string };

/** Puts the catalog and the given people into a database. Running it again changes what changed. */
export async function seed(db: Database, people: readonly SeedUser[]): Promise<void> {
  const at = Date.now();
  await db.transaction(async (tx) => {
    for (const [position, { price, ...entry }] of catalog.entries()) {
      const product = {
        copiesPerPerson: COPIES_PER_PERSON,
        ...entry,
        ...price,
        id: newId(),
        position,
        isForSale: true,
      };
      const id = await putProduct(tx, product);
      const { edition } = entry;
      await (edition === 'open' ? closeStock(tx, id) : openStock(tx, id, edition.limitedTo));
    }
    for (const person of people) await putPerson(tx, person, at);
  });
}

const MILL_LANE = {
  line1: '12 Mill Lane',
  ...{ line2: null, city: 'York', state: null, postalCode: 'YO1 7AA', country: 'GB' },
};

/** With a confirmed email address, and one that prints are sent to: nobody could open a link that is mailed to them. */
async function putPerson(tx: Transaction, person: SeedUser, at: number): Promise<void> {
  const user = (await insertUser(tx, person, at)) ?? (await findUserByEmail(tx, person.email));
  if (!user) return;
  await setEmailVerified(tx, user.id, at);
  const kept = await listAddresses(tx, user.id);
  if (kept.length === 0) await insertAddress(tx, user.id, { ...MILL_LANE, name: user.name }, at);
}
