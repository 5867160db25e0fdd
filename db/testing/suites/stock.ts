import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaymentState } from '../../../lib/domain/order';
import type { Database } from '../../database';
import {
  changeOrder,
  countLiveOrdersOf,
  countUnpaidOrders,
  findHeldOrder,
  holdStock,
  insertOrder,
} from '../../queries/orders';
import {
  closeStock,
  findStock,
  listStock,
  openStock,
  returnCopy,
  takeCopy,
} from '../../queries/stock';
import { expectRefusal } from '../refusal';
import { aBuyer, anOrder, aProduct, NOON, type Buyer } from '../rows';

export const stockQueries = (db: () => Database) =>
  describe('copies of a limited edition', () => {
    const anEdition = async (total: number) => {
      const product = await aProduct(db(), { edition: { limitedTo: total } });
      await db().transaction((tx) => openStock(tx, product.id, total));
      return product.id;
    };
    const take = (productId: string) => db().transaction((tx) => takeCopy(tx, productId));
    const giveBack = (productId: string) => db().transaction((tx) => returnCopy(tx, productId));

    it('go to as many as there are, however many want one at once', async () => {
      const productId = await anEdition(5);
      const taken = await Promise.all(Array.from({ length: 50 }, () => take(productId)));
      expect(taken.filter(Boolean)).toHaveLength(5);
      expect(await findStock(db().read, productId)).toEqual({ productId, total: 5, available: 0 });
    });

    it('come back, and never more of them than were printed', async () => {
      const productId = await anEdition(2);
      await take(productId);
      await giveBack(productId);
      await giveBack(productId);
      expect(await findStock(db().read, productId)).toMatchObject({ available: 2 });
    });

    it('are not taken where the transaction fails', async () => {
      const productId = await anEdition(1);
      const failing = db().transaction(async (tx) => {
        await takeCopy(tx, productId);
        throw new Error('no order after all');
      });
      await expect(failing).rejects.toThrow('no order after all');
      expect(await take(productId)).toBe(true);
    });

    it('keep their number when the catalog is put in again', async () => {
      const productId = await anEdition(3);
      await take(productId);
      await db().transaction((tx) => openStock(tx, productId, 3));
      expect(await listStock(db().read)).toEqual([{ productId, total: 3, available: 2 }]);
    });

    it('are not counted for an open edition', async () => {
      const productId = await anEdition(3);
      await db().transaction((tx) => closeStock(tx, productId));
      expect(await findStock(db().read, productId)).toBeNull();
      expect(await take(productId)).toBe(false);
    });

    it('are never fewer than none', async () => {
      const { id: productId } = await aProduct(db());
      const wrong = (total: number, available: number) =>
        db().transaction(async (tx) => {
          await tx.insert(tx.tables.stock).values({ productId, total, available });
        });
      await expectRefusal(wrong(1, -1), 'check');
      await expectRefusal(wrong(1, 2), 'check');
    });

    const heldBy = async (buyer: Buyer, productId: string) => {
      const like = await anOrder(db(), buyer);
      const order = { ...like, purchaseId: `${like.purchaseId}+`, productId, holdsStock: true };
      const held = await db().transaction((tx) => insertOrder(tx, order, NOON));
      if (!held) throw new Error('the order was there already');
      return held;
    };

    it('are found by whom they are set aside for, until the order is paid or given up', async () => {
      const productId = await anEdition(3);
      const [mine, other] = [await aBuyer(db()), await aBuyer(db())];
      const order = await heldBy(mine, productId);
      const found = async (buyer: Buyer) =>
        (await findHeldOrder(db().read, buyer.user.id, productId))?.id ?? null;
      expect(await found(mine)).toBe(order.id);
      expect(await found(other)).toBeNull();
      await db().transaction((tx) => changeOrder(tx, order, { paymentState: 'paid' }, NOON));
      expect(await found(mine)).toBeNull();
    });

    it('and what is set aside are the edition, whatever comes in what order', () =>
      fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 4 }),
          fc.array(fc.boolean(), { maxLength: 12 }),
          async (total, steps) => {
            const productId = await anEdition(total);
            let held = 0;
            for (const takes of steps) {
              if (takes) held += (await take(productId)) ? 1 : 0;
              else if (held > 0) {
                await giveBack(productId);
                held--;
              }
              const stock = await findStock(db().read, productId);
              expect((stock?.available ?? 0) + held).toBe(total);
              expect(held).toBeLessThanOrEqual(total);
            }
          },
        ),
        { numRuns: 15 },
      ));

    it('count for whoever has a live order of them, paid or not', async () => {
      const productId = await anEdition(9);
      const [mine, other] = [await aBuyer(db()), await aBuyer(db())];
      const counted = () => countLiveOrdersOf(db().read, mine.user.id, productId);
      const states: [PaymentState, number, number][] = [
        ['awaiting_payment', 0, 1],
        ['scheduled', 0, 1],
        ['declined', 0, 1],
        ['processing', 0, 1],
        ['paid', 0, 1],
        ['paid', 4799, 1],
        ['paid', 4800, 0],
        ['canceled', 0, 0],
      ];
      let live = 0;
      for (const [paymentState, refundedAmount, more] of states) {
        const order = await heldBy(mine, productId);
        await db().transaction((tx) =>
          changeOrder(tx, order, { paymentState, refundedAmount }, NOON),
        );
        live += more;
        expect([paymentState, await counted()]).toEqual([paymentState, live]);
      }
      await heldBy(other, productId);
      expect(await counted()).toBe(live);
    });

    it('are not counted with what somebody has begun to buy, of whatever print', async () => {
      const [mine, other] = [await aBuyer(db()), await aBuyer(db())];
      const states = [
        'awaiting_payment',
        'authenticating',
        'declined',
        'scheduled',
        'paid',
      ] as const;
      for (const paymentState of states) {
        const order = await anOrder(db(), mine);
        await db().transaction((tx) => changeOrder(tx, order, { paymentState }, NOON));
      }
      await anOrder(db(), other);
      expect(await countUnpaidOrders(db().read, mine.user.id)).toBe(3);
    });

    it('are set aside again for an order that was paid late', async () => {
      const order = await anOrder(db(), await aBuyer(db()));
      expect(order.holdsStock).toBe(false);
      await db().transaction(async (tx) => {
        await changeOrder(tx, order, { paymentState: 'declined' }, NOON);
        await holdStock(tx, order.id);
      });
      const held = await findHeldOrder(db().read, order.userId, order.productId);
      expect(held).toMatchObject({ id: order.id, holdsStock: true, version: 1 });
    });
  });
