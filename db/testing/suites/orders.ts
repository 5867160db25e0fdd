import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../database';
import {
  findConsent,
  giveOrderConsent,
  giveSetupConsent,
  withdrawOrderConsent,
  withdrawSetupConsent,
} from '../../queries/consents';
import { insertCardSetup } from '../../queries/card-setups';
import { endIntent, setStripeIntent } from '../../queries/intents';
import { addOrderEvent, listOrderEvents } from '../../queries/order-events';
import {
  changeOrder,
  findOrder,
  findOrderById,
  findOrderByPurchase,
  insertLostOrder,
  insertOrder,
  listOrders,
} from '../../queries/orders';
import { findProduct, getProductById, listProducts, putProduct } from '../../queries/products';
import { listUnpaidSince } from '../../queries/unpaid-orders';
import { expectRefusal } from '../refusal';
import { aBuyer, anIntent, anOrder, aProduct, NOON } from '../rows';

export const orderQueries = (db: () => Database) =>
  describe('orders', () => {
    it('begin unpaid, with a reference that can be read aloud', async () => {
      const order = await anOrder(db(), await aBuyer(db()));
      expect(order).toMatchObject({ paymentState: 'awaiting_payment', refundedAmount: 0 });
      expect(order).toMatchObject({ version: 0, paidAt: null, dispute: null, createdAt: NOON });
      expect(order.reference).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    });

    it('are one per purchase', async () => {
      const buyer = await aBuyer(db());
      const first = await anOrder(db(), buyer, { purchaseId: 'click' });
      const again = await db().transaction((tx) => insertOrder(tx, first, NOON));
      expect(again).toBeNull();
      expect(await findOrderByPurchase(db().read, buyer.user.id, 'click')).toEqual(first);
      expect(await listOrders(db().read, buyer.user.id, 10)).toEqual([first]);
      // Somebody else's purchase may bear the same name and is another one.
      const other = await aBuyer(db());
      expect(await findOrderByPurchase(db().read, other.user.id, 'click')).toBeNull();
      await anOrder(db(), other, { purchaseId: 'click' });
    });

    it('come back under the id and reference that they had, unless they were placed again', async () => {
      const buyer = await aBuyer(db());
      const placed = await anOrder(db(), buyer, { purchaseId: 'click' });
      const again = (lost: Parameters<typeof insertLostOrder>[1]) =>
        db().transaction((tx) => insertLostOrder(tx, lost, NOON));
      const id = randomUUID();
      const lost = { ...placed, id, reference: 'LOSTLOST', purchaseId: 'lost' };
      expect(await again(lost)).toMatchObject({ id, reference: 'LOSTLOST', createdAt: NOON });
      expect(await findOrderById(db().read, id)).toMatchObject({ purchaseId: 'lost' });
      expect(await again({ ...lost, id: randomUUID(), purchaseId: 'click' })).toBeNull();
    });

    it('are found by their owner only', async () => {
      const [mine, other] = [await aBuyer(db()), await aBuyer(db())];
      const order = await anOrder(db(), mine);
      expect(await findOrder(db().read, mine.user.id, order.id)).toEqual(order);
      expect(await findOrder(db().read, other.user.id, order.id)).toBeNull();
      expect(await listOrders(db().read, other.user.id, 10)).toEqual([]);
      expect(await findOrderById(db().read, order.id)).toEqual(order);
    });

    it('are listed newest first, and no more than asked for', async () => {
      const buyer = await aBuyer(db());
      const times = [NOON + 1, NOON + 3, NOON + 2];
      for (const at of times) await anOrder(db(), buyer, { at });
      const listed = await listOrders(db().read, buyer.user.id, 2);
      expect(listed.map(({ createdAt }) => createdAt)).toEqual([NOON + 3, NOON + 2]);
    });

    it('are changed only in the version that was read', async () => {
      const order = await anOrder(db(), await aBuyer(db()));
      await db().transaction(async (tx) => {
        expect(await changeOrder(tx, order, { paymentState: 'paid', paidAt: 7 }, NOON + 1)).toBe(
          true,
        );
        expect(await changeOrder(tx, order, { paymentState: 'declined' }, NOON + 2)).toBe(false);
      });
      expect(await findOrderById(db().read, order.id)).toMatchObject({
        paymentState: 'paid',
        paidAt: 7,
        version: 1,
        updatedAt: NOON + 1,
      });
    });

    it('are never refunded more than they cost, nor less than nothing', async () => {
      const order = await anOrder(db(), await aBuyer(db()));
      const refund = (refundedAmount: number) =>
        db().transaction((tx) => changeOrder(tx, order, { refundedAmount }, NOON));
      await expectRefusal(refund(4801), 'check');
      await expectRefusal(refund(-1), 'check');
      expect(await refund(4800)).toBe(true);
    });

    it('cost something', async () => {
      await expectRefusal(aProduct(db(), { amount: 0 }), 'check');
      const order = await anOrder(db(), await aBuyer(db()));
      const free = { ...order, purchaseId: 'free', amount: 0 };
      await expectRefusal(
        db().transaction((tx) => insertOrder(tx, free, NOON)),
        'check',
      );
    });

    it('wait unpaid with their intent at Stripe, the longest silent first', async () => {
      const buyer = await aBuyer(db());
      const waiting = async (at: number, stripeIntentId: string | null = `pi_${at}`) => {
        const order = await anOrder(db(), buyer, { at });
        const intent = await anIntent(db(), order);
        await db().transaction(async (tx) => {
          if (stripeIntentId) await setStripeIntent(tx, intent.id, stripeIntentId);
        });
        return { ...order, intentId: intent.id };
      };
      const second = await waiting(NOON + 2);
      const first = await waiting(NOON + 1);
      await waiting(NOON + 3, null);
      const over = await waiting(NOON + 4);
      await db().transaction((tx) => endIntent(tx, over.intentId, NOON));
      const paid = await waiting(NOON + 5);
      await db().transaction((tx) => changeOrder(tx, paid, { paymentState: 'paid' }, NOON + 5));
      const declined = await waiting(NOON + 6);
      const change = { paymentState: 'declined' } as const;
      await db().transaction((tx) => changeOrder(tx, declined, change, NOON + 7));

      const ids = async (after: number, until: number, limit = 10) =>
        (await listUnpaidSince(db().read, { after, until }, limit)).map(({ orderId }) => orderId);
      expect(await ids(NOON, NOON + 10)).toEqual([first.id, second.id, declined.id]);
      expect(await ids(NOON, NOON + 10, 1)).toEqual([first.id]);
      expect(await ids(NOON + 1, NOON + 6)).toEqual([second.id]);
      expect(await ids(NOON + 6, NOON + 7)).toEqual([declined.id]);
    });

    it('tell their story in the order in which it happened', async () => {
      const [order, other] = [
        await anOrder(db(), await aBuyer(db())),
        await anOrder(db(), await aBuyer(db())),
      ];
      await db().transaction(async (tx) => {
        const tell = (type: 'order_placed' | 'refunded' | 'payment_succeeded', at: number) =>
          addOrderEvent(tx, { orderId: order.id, type, data: { n: at }, requestId: null }, at);
        await tell('refunded', NOON + 2);
        await tell('order_placed', NOON);
        await tell('payment_succeeded', NOON + 1);
      });
      const events = await listOrderEvents(db().read, order.id);
      expect(events.map(({ type, data }) => [type, data])).toEqual([
        ['order_placed', { n: NOON }],
        ['payment_succeeded', { n: NOON + 1 }],
        ['refunded', { n: NOON + 2 }],
      ]);
      expect(await listOrderEvents(db().read, other.id)).toEqual([]);
    });
  });

export const productQueries = (db: () => Database) =>
  describe('products', () => {
    it('are listed as they hang, without what is not for sale', async () => {
      const second = await aProduct(db(), { position: 2 });
      const first = await aProduct(db(), { position: 1, edition: { limitedTo: 80 } });
      const sold = await aProduct(db(), { position: 0, isForSale: false });
      expect(await listProducts(db().read)).toEqual([first, second]);
      expect(await findProduct(db().read, sold.slug)).toEqual(sold);
      expect(await findProduct(db().read, 'none')).toBeNull();
    });

    it('change under the same slug and keep their id', async () => {
      const product = await aProduct(db());
      const put = { ...product, id: 'another', amount: 5200 };
      await db().transaction((tx) => putProduct(tx, put));
      expect(await getProductById(db().read, product.id)).toEqual({ ...product, amount: 5200 });
      await expect(getProductById(db().read, 'another')).rejects.toThrow('no product another');
    });
  });

export const consentQueries = (db: () => Database) =>
  describe('consents', () => {
    const words = { text: 'Keep my card.', version: '1' };

    it('stand for an order until they are taken back, and again when given again', async () => {
      const buyer = await aBuyer(db());
      const order = await anOrder(db(), buyer);
      const kind = 'charge_later' as const;
      const of = { orderId: order.id, kind };
      const give = (wording: typeof words, at: number) =>
        db().transaction((tx) => giveOrderConsent(tx, buyer.user.id, order.id, kind, wording, at));
      expect(await findConsent(db().read, of)).toBeNull();
      await give(words, NOON);
      expect(await findConsent(db().read, of)).toMatchObject({ ...words, createdAt: NOON });
      await db().transaction((tx) =>
        withdrawOrderConsent(tx, buyer.user.id, order.id, kind, NOON + 1),
      );
      expect(await findConsent(db().read, of)).toBeNull();
      await give({ text: 'New words.', version: '2' }, NOON + 2);
      expect(await findConsent(db().read, of)).toMatchObject({
        text: 'New words.',
        version: '2',
        createdAt: NOON + 2,
        withdrawnAt: null,
      });
    });

    it('of one kind stand by themselves', async () => {
      const buyer = await aBuyer(db());
      const order = await anOrder(db(), buyer);
      const [later, saves] = ['charge_later', 'save_card_while_paying'] as const;
      await db().transaction(async (tx) => {
        await giveOrderConsent(tx, buyer.user.id, order.id, later, words, NOON);
        await giveOrderConsent(tx, buyer.user.id, order.id, saves, words, NOON);
        await withdrawOrderConsent(tx, buyer.user.id, order.id, saves, NOON + 1);
        expect(await findConsent(tx, { orderId: order.id, kind: saves })).toBeNull();
        expect(await findConsent(tx, { orderId: order.id, kind: later })).not.toBeNull();
      });
    });

    it('are not taken back by somebody else', async () => {
      const [buyer, other] = [await aBuyer(db()), await aBuyer(db())];
      const order = await anOrder(db(), buyer);
      await db().transaction(async (tx) => {
        await giveOrderConsent(tx, buyer.user.id, order.id, 'charge_later', words, NOON);
        await withdrawOrderConsent(tx, other.user.id, order.id, 'charge_later', NOON + 1);
        expect(await findConsent(tx, { orderId: order.id, kind: 'charge_later' })).not.toBeNull();
      });
    });

    it('stand for a card that is being added', async () => {
      const { user, customer } = await aBuyer(db());
      await db().transaction(async (tx) => {
        const owner = { userId: user.id, customerId: customer.id };
        const setup = await insertCardSetup(tx, owner, {}, NOON);
        await giveSetupConsent(tx, user.id, setup.id, 'save_card_in_wallet', words, NOON);
        expect(await findConsent(tx, { cardSetupId: setup.id })).toMatchObject({
          ...words,
          kind: 'save_card_in_wallet',
        });
        await withdrawSetupConsent(tx, setup.id, NOON + 1);
        expect(await findConsent(tx, { cardSetupId: setup.id })).toBeNull();
        await giveSetupConsent(tx, user.id, setup.id, 'save_card_while_paying', words, NOON + 2);
        expect(await findConsent(tx, { cardSetupId: setup.id })).toMatchObject({
          kind: 'save_card_while_paying',
          createdAt: NOON + 2,
        });
      });
    });
  });
