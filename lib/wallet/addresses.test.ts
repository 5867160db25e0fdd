import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '@/db/queries/users';
import { aUser, millLane } from '@/db/testing/rows';
import { database } from '../database';
import { ADDRESS_BOUNDS, MOST_ADDRESSES } from '../domain/address';
import { openFileShop } from '../testing/file-shop';
import { postalAddressInput } from './address-input';
import {
  addAddress,
  changeAddress,
  listAddressViews,
  makeDefaultAddress,
  removeAddress,
} from './addresses';

await openFileShop();
let user: User;
beforeEach(async () => {
  user = await aUser(database());
});

const add = (line1: string) => addAddress(user, { address: { ...millLane, line1 } });
const rejectsWith = (call: Promise<unknown>, code: string) =>
  expect(call).rejects.toMatchObject({ name: 'Failure', code });
const lines = async () => (await listAddressViews(user.id)).map(({ line1 }) => line1);

describe('addresses that somebody keeps', () => {
  it('are ten at most, also where eleven are added at once', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: MOST_ADDRESSES + 3 }, (_, n) => add(`${n} Mill Lane`)),
    );
    const refused = all.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const each of refused) expect(each).toMatchObject({ reason: { code: 'address_limit' } });
    const kept = await listAddressViews(user.id);
    expect(kept).toHaveLength(MOST_ADDRESSES);
    expect(kept.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it('are kept once: the same words are the same address', async () => {
    expect(await add('1 Quay')).toEqual(await add('1 Quay'));
    expect(await lines()).toEqual(['1 Quay']);
  });

  it('are changed, removed and made the default by their owner alone', async () => {
    const first = await add('1 Quay');
    const second = await add('2 Quay');
    const other = await aUser(database());
    for (const [by, addressId] of [
      [other, first.id],
      [user, randomUUID()],
    ] as const) {
      await rejectsWith(changeAddress(by, { addressId, address: millLane }), 'not_found');
      await rejectsWith(makeDefaultAddress(by, { addressId }), 'not_found');
      await rejectsWith(removeAddress(by, { addressId }), 'not_found');
    }
    await makeDefaultAddress(user, { addressId: second.id });
    expect(await lines()).toEqual(['2 Quay', '1 Quay']);
    const changed = await changeAddress(user, { addressId: second.id, address: millLane });
    expect(changed).toMatchObject({ ...millLane, isDefault: true });
    // From a page that shows the old words.
    await rejectsWith(removeAddress(user, { addressId: second.id }), 'not_found');
    await removeAddress(user, { addressId: changed.id });
    expect(await listAddressViews(user.id)).toEqual([{ ...first, isDefault: true }]);
  });
});

describe('an address as it was typed', () => {
  const faultsOf = (given: object) => {
    const parsed = postalAddressInput.safeParse({ ...millLane, ...given });
    return parsed.success
      ? []
      : parsed.error.issues.slice(0, 1).map(({ path, message }) => [path.join('.'), message]);
  };

  it('is trimmed, and an empty field is none', () =>
    expect(
      postalAddressInput.parse({ ...millLane, name: '  Ada ', line2: '', state: undefined }),
    ).toEqual(millLane));

  it.each<[object, string[][]]>([
    [{}, []],
    [{ name: ' ' }, [['name', 'name_missing']]],
    [{ line1: '' }, [['line1', 'line1_missing']]],
    [{ city: '' }, [['city', 'city_missing']]],
    [{ country: 'US', state: null }, [['state', 'state_missing']]],
    [{ postalCode: null }, [['postalCode', 'postalCode_missing']]],
    [{ country: 'IE', postalCode: null }, []],
    [{ country: 'AQ' }, [['country', 'country_not_served']]],
    [{ country: 'gb' }, [['country', 'country_not_served']]],
    [{ line1: 'a\u202Eb' }, [['line1', 'line_unreadable']]],
    [{ line2: 'two\nlines' }, [['line2', 'line_unreadable']]],
    [{ city: 'x'.repeat(ADDRESS_BOUNDS.city + 1) }, [['city', 'line_too_long']]],
  ])('is judged field by field: %o', (given, faults) => expect(faultsOf(given)).toEqual(faults));
});
