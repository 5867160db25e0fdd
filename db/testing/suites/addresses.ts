import { describe, expect, it } from 'vitest';
import type { Database } from '../../database';
import {
  deleteAddress,
  findAddress,
  listAddresses,
  replaceAddress,
  setDefaultAddress,
} from '../../queries/addresses';
import { erasePerson } from '../../queries/erase-person';
import {
  findAddressesOfOrders,
  findAddressOfOrder,
  insertOrderAddress,
  putOrderAddress,
} from '../../queries/order-addresses';
import { readPerson } from '../../queries/person';
import { expectRefusal } from '../refusal';
import { aBuyer, anAddress, anOrder, aUser, millLane, NOON } from '../rows';

export const addressQueries = (db: () => Database) => {
  describe('addresses', () => {
    const ids = async (userId: string) =>
      (await listAddresses(db().read, userId)).map(({ id, isDefault }) => [id, isDefault]);

    it('are listed with the default first, then the newest, and nobody else’s', async () => {
      const user = await aUser(db());
      await anAddress(db(), await aUser(db()));
      const first = await anAddress(db(), user);
      const second = await anAddress(db(), user, { at: NOON + 1, line2: 'Flat 3' });
      const third = await anAddress(db(), user, { at: NOON + 2 });
      expect(await ids(user.id)).toEqual([
        [first.id, true],
        [third.id, false],
        [second.id, false],
      ]);
    });

    it('are found, changed and deleted by their owner only', async () => {
      const [mine, other] = [await aUser(db()), await aUser(db())];
      const address = await anAddress(db(), mine, { line2: '' });
      expect(await findAddress(db().read, mine.id, address.id)).toEqual(address);
      for (const [userId, id] of [
        [other.id, address.id],
        [mine.id, 'none'],
      ] as const) {
        expect(await findAddress(db().read, userId, id)).toBeNull();
        await db().transaction(async (tx) => {
          expect(await replaceAddress(tx, userId, id, millLane, NOON)).toBeNull();
          expect(await setDefaultAddress(tx, userId, id, NOON)).toBe(false);
          expect(await deleteAddress(tx, userId, id, NOON)).toBe(false);
        });
      }
      expect(await listAddresses(db().read, mine.id)).toEqual([address]);
    });

    it('get another id with other words, and keep their place', async () => {
      const user = await aUser(db());
      const old = await anAddress(db(), user);
      await anAddress(db(), user, { at: NOON + 1 });
      const changed = await db().transaction((tx) =>
        replaceAddress(tx, user.id, old.id, { ...millLane, line1: '1 Quay' }, NOON + 2),
      );
      expect(changed).toEqual({
        ...old,
        id: changed?.id,
        line1: '1 Quay',
        updatedAt: NOON + 2,
      });
      expect(changed?.id).not.toBe(old.id);
      expect(await findAddress(db().read, user.id, old.id)).toBeNull();
      expect((await listAddresses(db().read, user.id))[0]).toEqual(changed);
    });

    it('have one default, which is passed on', async () => {
      const user = await aUser(db());
      const first = await anAddress(db(), user);
      const second = await anAddress(db(), user, { at: NOON + 1 });
      const third = await anAddress(db(), user, { at: NOON + 2 });
      await expectRefusal(
        db().transaction((tx) =>
          tx.insert(tx.tables.addresses).values({ ...first, id: 'twin', isDefault: true }),
        ),
        'unique',
      );
      await db().transaction((tx) => setDefaultAddress(tx, user.id, second.id, NOON));
      expect((await ids(user.id))[0]).toEqual([second.id, true]);
      await db().transaction((tx) => deleteAddress(tx, user.id, first.id, NOON));
      expect((await ids(user.id))[0]).toEqual([second.id, true]);
      await db().transaction((tx) => deleteAddress(tx, user.id, second.id, NOON));
      expect(await ids(user.id)).toEqual([[third.id, true]]);
      await db().transaction((tx) => deleteAddress(tx, user.id, third.id, NOON));
      expect(await ids(user.id)).toEqual([]);
    });
  });

  describe('where an order goes', () => {
    it('is its own copy, and is changed', async () => {
      const buyer = await aBuyer(db());
      const [order, other] = [await anOrder(db(), buyer), await anOrder(db(), buyer)];
      expect(await findAddressOfOrder(db().read, order.id)).toBeNull();
      const address = await anAddress(db(), buyer.user);
      await db().transaction((tx) => insertOrderAddress(tx, order.id, address));
      await db().transaction((tx) => deleteAddress(tx, buyer.user.id, address.id, NOON));
      const kept = { orderId: order.id, ...millLane, changedAt: null, changedBy: null };
      expect(await findAddressOfOrder(db().read, order.id)).toEqual(kept);

      const elsewhere = { ...millLane, name: 'Ben', line2: 'Flat 3' };
      const changed = { by: buyer.user.id, at: NOON + 1 };
      for (const { id } of [order, other]) {
        await db().transaction((tx) => putOrderAddress(tx, id, elsewhere, changed));
        expect(await findAddressOfOrder(db().read, id)).toEqual({
          ...{ orderId: id, ...elsewhere, changedAt: NOON + 1, changedBy: buyer.user.id },
        });
      }
      const found = await findAddressesOfOrders(db().read, [order.id, other.id, 'none']);
      expect([...found.keys()].sort()).toEqual([order.id, other.id].sort());
      expect(await findAddressesOfOrders(db().read, [])).toEqual(new Map());
    });

    it('is told to its person, and gone with them', async () => {
      const buyer = await aBuyer(db());
      const order = await anOrder(db(), buyer);
      const address = await anAddress(db(), buyer.user);
      await db().transaction((tx) => insertOrderAddress(tx, order.id, address));
      const read = () => readPerson(db().read, buyer.user.id);
      expect(await read()).toMatchObject({
        addresses: [{ line1: millLane.line1, isDefault: true }],
        orderAddresses: [{ orderId: order.id, postalCode: millLane.postalCode }],
      });
      await db().transaction((tx) => erasePerson(tx, buyer.user.id, 'nobody@users.invalid', NOON));
      expect(await read()).toMatchObject({ addresses: [], orderAddresses: [] });
      expect(JSON.stringify(await read())).not.toContain(millLane.line1);
    });
  });
};
