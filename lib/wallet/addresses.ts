import { z } from 'zod';
import {
  deleteAddress,
  insertAddress,
  listAddresses,
  replaceAddress,
  setDefaultAddress,
  type Address,
} from '@/db/queries/addresses';
import { isErased, lockPerson, type User } from '@/db/queries/users';
import type { Transaction } from '@/db/database';
import { database } from '../database';
import {
  isSameAddress,
  MOST_ADDRESSES,
  postalAddressOf,
  type AddressView,
} from '../domain/address';
import { Failure } from '../domain/failure';
import { env } from '../env';
import { postalAddressInput } from './address-input';

export const addressInput = z.object({ addressId: z.uuid() });
export const addAddressInput = z.object({ address: postalAddressInput });
export const changeAddressInput = addressInput.extend({ address: postalAddressInput });

const toView = (row: Address): AddressView => ({
  ...postalAddressOf(row),
  id: row.id,
  isDefault: row.isDefault,
});

/** The default first, then the newest. */
export const listAddressViews = async (userId: string): Promise<AddressView[]> =>
  (await listAddresses(database().read, userId)).map(toView);

/** Countries that the shop sends to. */
export const listCountries = (): readonly string[] => env().shipsTo;

/** What a page knows of where its visitor may have things sent. */
export const readDelivery = async ({ id, name }: Pick<User, 'id' | 'name'>) => ({
  addresses: await listAddressViews(id),
  countries: listCountries(),
  name,
});

/**
 * Keeps another address; the first is the default. The same words again are the address that is kept
 * already. Throws Failure `address_limit`.
 */
export const addAddress = (
  user: User,
  { address }: z.output<typeof addAddressInput>,
): Promise<AddressView> =>
  ofPerson(user, async (tx, at) => {
    const kept = await listAddresses(tx, user.id);
    const same = kept.find((each) => isSameAddress(each, address));
    if (same) return toView(same);
    if (kept.length >= MOST_ADDRESSES) throw new Failure('address_limit');
    return toView(await insertAddress(tx, user.id, address, at));
  });

/** Changes the words of an address, which gets another id with them. Throws Failure `not_found`. */
export const changeAddress = (
  user: User,
  { addressId, address }: z.output<typeof changeAddressInput>,
): Promise<AddressView> =>
  ofPerson(user, async (tx, at) => {
    const changed = await replaceAddress(tx, user.id, addressId, address, at);
    if (!changed) throw new Failure('not_found');
    return toView(changed);
  });

/** Throws Failure `not_found`. */
export const makeDefaultAddress = (
  user: User,
  { addressId }: z.output<typeof addressInput>,
): Promise<void> =>
  ofPerson(user, async (tx, at) => {
    if (!(await setDefaultAddress(tx, user.id, addressId, at))) throw new Failure('not_found');
  });

/** Orders that go there keep their copy. Throws Failure `not_found`. */
export const removeAddress = (
  user: User,
  { addressId }: z.output<typeof addressInput>,
): Promise<void> =>
  ofPerson(user, async (tx, at) => {
    if (!(await deleteAddress(tx, user.id, addressId, at))) throw new Failure('not_found');
  });

/** One after the other, so that they are counted, and that one of them is the default. */
const ofPerson = <T>(user: User, work: (tx: Transaction, at: number) => Promise<T>): Promise<T> =>
  database().transaction(async (tx) => {
    await lockPerson(tx, user.id);
    if (await isErased(tx, user.id)) throw new Failure('signed_out');
    return work(tx, Date.now());
  });
