import { describe, expect, it } from 'vitest';
import type { Database } from '../../database';
import {
  closeAttention,
  findAttention,
  insertAttention,
  listAttention,
} from '../../queries/attention';
import { countOpenAttention } from '../../queries/desk-health';
import { newestPage } from '../../../lib/domain/page';
import { listDeskOrders } from '../../queries/desk-orders';
import type { Order } from '../../queries/orders';
import { expectRefusal } from '../refusal';
import { aBuyer, anOrder, aUser, NOON } from '../rows';

export const attentionQueries = (db: () => Database) =>
  describe('what is owed', () => {
    const owe = (order: Order, cause = 're_1', at = NOON) =>
      db().transaction((tx) => {
        const { id: orderId, amount, currency } = order;
        return insertAttention(tx, { orderId, kind: 'refund_failed', cause, amount, currency }, at);
      });
    const place = async () => anOrder(db(), await aBuyer(db()));
    const listed = async () => {
      const search = { filter: 'needs_attention', among: 'all' } as const;
      return (await listDeskOrders(db().read, search, newestPage(10))).rows.map(({ id }) => id);
    };
    const openOf = async (order: Order) => {
      const open = (await listAttention(db().read, order.id)).find((row) => !row.dealtWithAt);
      if (!open) throw new Error('nothing is open');
      return open;
    };
    const close = (id: string, staffId: string, note = 'Refunded again.') =>
      db().transaction((tx) => closeAttention(tx, id, { staffId, note }, NOON + 9));

    it('is one row for each cause, however often it is told, dealt with or not', async () => {
      const order = await place();
      const staff = await aUser(db(), { role: 'staff' });
      expect(await owe(order)).toBe(true);
      expect(await owe(order)).toBe(false);
      const { id } = await openOf(order);
      expect(await close(id, staff.id)).toBe(true);
      expect(await owe(order)).toBe(false);
      expect(await listed()).toEqual([]);
      expect(await countOpenAttention(db().read)).toBe(0);
      // Another cause opens it again.
      expect(await owe(order, 're_2', NOON + 10)).toBe(true);
      expect(await owe(await place())).toBe(true);
      expect(await countOpenAttention(db().read)).toBe(2);
      expect(await listed()).toHaveLength(2);
      expect(await listAttention(db().read, order.id)).toMatchObject([
        {
          ...{ cause: 're_1', since: NOON, dealtWithAt: NOON + 9, note: 'Refunded again.' },
          ...{ dealtWithBy: staff.id, dealtWithByEmail: staff.email },
        },
        { cause: 're_2', dealtWithAt: null, dealtWithBy: null, dealtWithByEmail: null },
      ]);
    });

    it('is dealt with once: the first note stays', async () => {
      const order = await place();
      const [ada, bob] = [
        await aUser(db(), { role: 'staff' }),
        await aUser(db(), { role: 'staff' }),
      ];
      await owe(order);
      const { id } = await openOf(order);
      const closed = await Promise.all([close(id, ada.id, 'ada'), close(id, bob.id, 'bob')]);
      expect(closed.filter(Boolean)).toHaveLength(1);
      const first = closed[0] ? 'ada' : 'bob';
      expect(await findAttention(db().read, id)).toMatchObject({ note: first });
      expect(await close('none', ada.id)).toBe(false);
      expect(await findAttention(db().read, 'none')).toBeNull();
    });

    it('is not dealt with by nobody', async () => {
      const order = await place();
      await owe(order);
      const { id } = await openOf(order);
      const { attention } = db().read.tables;
      const half = db().transaction(async (tx) => {
        await tx.update(attention).set({ dealtWithAt: NOON });
      });
      await expectRefusal(half, 'check');
      expect(await findAttention(db().read, id)).toMatchObject({ dealtWithAt: null });
    });
  });
