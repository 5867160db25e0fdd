import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PaymentState } from '../../../lib/domain/order';
import type { Database } from '../../database';
import {
  findCardSetupById,
  insertCardSetup,
  insertOrderSetup,
  listOrderSetups,
  listUnfinishedSetups,
  renewSetupKey,
  setCardOfSetup,
  setStripeSetupIntent,
} from '../../queries/card-setups';
import { changeOrder, findOrderById, type Order } from '../../queries/orders';
import {
  listDueCharges,
  listOrdersNeeding,
  listScheduled,
  moveOrdersToCard,
} from '../../queries/preorders';
import { aBuyer, aCard, anOrder, NOON, type Buyer } from '../rows';

export const preorderQueries = (db: () => Database) =>
  describe('pre-orders', () => {
    type Given = {
      paymentState?: PaymentState;
      scheduledCardId?: string;
      nextChargeAt?: number | null;
    };
    const preorderOf = async (buyer: Buyer, given: Given, at = NOON): Promise<Order> => {
      const order = await anOrder(db(), buyer, { at });
      await db().transaction((tx) =>
        changeOrder(tx, order, { paymentState: 'scheduled', ...given }, at),
      );
      const changed = await findOrderById(db().read, order.id);
      if (!changed) throw new Error('the order is gone');
      return changed;
    };
    const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

    it('need their card until they are paid or given up', async () => {
      const buyer = await aBuyer(db());
      const card = await aCard(db(), buyer);
      const states: PaymentState[] = ['scheduled', 'declined', 'authenticating', 'processing'];
      const needing = [];
      for (const [position, paymentState] of states.entries()) {
        const given = { paymentState, scheduledCardId: card.id };
        needing.push(await preorderOf(buyer, given, NOON + position));
      }
      for (const paymentState of ['paid', 'canceled'] as const) {
        await preorderOf(buyer, { paymentState, scheduledCardId: card.id });
      }
      const other = await aCard(db(), buyer);
      await preorderOf(buyer, { scheduledCardId: other.id });
      expect(idsOf(await listOrdersNeeding(db().read, card.id))).toEqual(idsOf(needing));
    });

    it('are moved to another card, in a new version, where they still need it', async () => {
      const buyer = await aBuyer(db());
      const [from, to] = [await aCard(db(), buyer), await aCard(db(), buyer)];
      const waiting = await preorderOf(buyer, { scheduledCardId: from.id });
      const paid = await preorderOf(buyer, { paymentState: 'paid', scheduledCardId: from.id });
      await db().transaction((tx) => moveOrdersToCard(tx, from.id, to.id));
      expect(await findOrderById(db().read, waiting.id)).toMatchObject({
        scheduledCardId: to.id,
        version: waiting.version + 1,
      });
      expect(await findOrderById(db().read, paid.id)).toEqual(paid);
    });

    it('are due once their time has come, the longest due first', async () => {
      const buyer = await aBuyer(db());
      const late = await preorderOf(buyer, { nextChargeAt: NOON + 20 });
      const early = await preorderOf(buyer, { nextChargeAt: NOON + 10 });
      await preorderOf(buyer, { nextChargeAt: NOON + 30 });
      await preorderOf(buyer, { nextChargeAt: null });
      const due = (at: number, limit = 10) => listDueCharges(db().read, at, limit);
      expect(idsOf(await due(NOON + 9))).toEqual([]);
      expect(idsOf(await due(NOON + 20))).toEqual([early.id, late.id]);
      expect(idsOf(await due(NOON + 30, 1))).toEqual([early.id]);
    });

    it('are walked with their cards, the oldest first, page by page', async () => {
      const buyer = await aBuyer(db());
      const card = await aCard(db(), buyer);
      const scheduledCardId = card.id;
      const orders = [];
      for (const at of [NOON, NOON, NOON + 1]) {
        orders.push(await preorderOf(buyer, { scheduledCardId }, at));
      }
      await preorderOf(buyer, { scheduledCardId, paymentState: 'declined' });
      const walked = [];
      let after = null;
      for (;;) {
        const page: Awaited<ReturnType<typeof listScheduled>> = await listScheduled(
          db().read,
          after,
          2,
        );
        walked.push(...page);
        after = page.at(-1)?.order ?? null;
        if (page.length < 2) break;
      }
      expect(walked.map(({ order }) => order.id).sort()).toEqual(idsOf(orders).sort());
      expect(walked.at(-1)?.order.id).toBe(orders[2]?.id);
      expect(walked[0]?.card).toEqual(card);
    });

    describe('their card setups', () => {
      const begin = (buyer: Buyer, order: Order, at: number) =>
        db().transaction((tx) =>
          insertOrderSetup(
            tx,
            { userId: buyer.user.id, customerId: buyer.customer.id, orderId: order.id },
            (cardSetupId) => ({ metadata: { card_setup_id: cardSetupId } }),
            at,
          ),
        );

      it('name themselves in what Stripe is told, and are listed the newest first', async () => {
        const buyer = await aBuyer(db());
        const order = await anOrder(db(), buyer);
        const first = await begin(buyer, order, NOON);
        const second = await begin(buyer, order, NOON + 1);
        await begin(buyer, await anOrder(db(), buyer), NOON + 2);
        expect(first.createParameters).toEqual({ metadata: { card_setup_id: first.id } });
        expect(first.createKey).not.toBe(second.createKey);
        expect(idsOf(await listOrderSetups(db().read, order.id))).toEqual([second.id, first.id]);
        expect(await findCardSetupById(db().read, first.id)).toEqual(first);
        expect(await findCardSetupById(db().read, randomUUID())).toBeNull();
      });

      it('get another key once, and none when they are made', async () => {
        const buyer = await aBuyer(db());
        const setup = await begin(buyer, await anOrder(db(), buyer), NOON);
        const now = async () => findCardSetupById(db().read, setup.id);
        await db().transaction((tx) => renewSetupKey(tx, setup));
        const renewed = await now();
        expect(renewed?.createKey).not.toBe(setup.createKey);
        await db().transaction((tx) => renewSetupKey(tx, setup));
        expect(await now()).toEqual(renewed);
        await db().transaction(async (tx) => {
          await setStripeSetupIntent(tx, setup.id, 'seti_made');
          if (renewed) await renewSetupKey(tx, renewed);
        });
        expect((await now())?.createKey).toBe(renewed?.createKey);
      });

      it('are looked for while nobody knows what became of them', async () => {
        const buyer = await aBuyer(db());
        const card = await aCard(db(), buyer);
        const order = await anOrder(db(), buyer);
        const lost = await begin(buyer, order, NOON);
        const begun = await begin(buyer, order, NOON + 1);
        const done = await begin(buyer, order, NOON + 2);
        const [tooNew, tooOld] = [
          await begin(buyer, order, NOON + 10),
          await begin(buyer, order, 1),
        ];
        const closed = await anOrder(db(), buyer);
        const late = await begin(buyer, closed, NOON + 3);
        await db().transaction(async (tx) => {
          await setStripeSetupIntent(tx, begun.id, 'seti_1');
          await setCardOfSetup(tx, done.id, card.id);
          await changeOrder(tx, closed, { paymentState: 'canceled' }, NOON);
          // One that only goes into the wallet.
          const owner = { userId: buyer.user.id, customerId: buyer.customer.id };
          await insertCardSetup(tx, owner, {}, NOON + 1);
        });
        const found = await listUnfinishedSetups(
          db().read,
          { after: NOON - 1, before: NOON + 10 },
          10,
        );
        expect(idsOf(found)).toEqual([lost.id, begun.id]);
        for (const { id } of [tooNew, tooOld, late]) expect(idsOf(found)).not.toContain(id);
      });
    });
  });
