import { describe, expect, it } from 'vitest';
import type { Database } from '../../database';
import { setStripeCustomer } from '../../queries/customers';
import { putDispute } from '../../queries/disputes';
import { erasePerson } from '../../queries/erase-person';
import { setStripeIntent } from '../../queries/intents';
import { insertMail } from '../../queries/mails';
import { changeOrder, findOrderById } from '../../queries/orders';
import { listAtStripe, readPerson } from '../../queries/person';
import { listUnderWay } from '../../queries/under-way';
import { findEvent, markProcessed, receiveEvent } from '../../queries/webhook-events';
import { aBuyer, aCard, anIntent, anOrder, NOON, type Buyer } from '../rows';

export const personQueries = (db: () => Database) =>
  describe('a person', () => {
    const NOBODY = 'erased@users.invalid';
    const receive = (stripeEventId: string, object: Record<string, string>) =>
      db().transaction(async (tx) => {
        const payload = { request: { idempotency_key: 'ck_1' }, data: { object } };
        const event = { stripeEventId, payload, type: 'x', apiVersion: null, livemode: false };
        await receiveEvent(tx, { ...event, nextTryAt: NOON }, NOON);
      });
    async function somebody(name: string) {
      const buyer = await aBuyer(db());
      const card = await aCard(db(), buyer);
      const order = await anOrder(db(), buyer);
      const intent = await anIntent(db(), order);
      await db().transaction(async (tx) => {
        await setStripeCustomer(tx, buyer.customer.id, `cus_${name}`);
        await setStripeIntent(tx, intent.id, `pi_${name}`);
        const news = { kind: 'verify_email', data: {}, newsKey: name } as const;
        const to = { userId: buyer.user.id, orderId: null, recipient: buyer.user.email };
        await insertMail(tx, { ...news, ...to }, NOON);
      });
      await receive(`evt_c_${name}`, { customer: `cus_${name}`, email: buyer.user.email });
      await receive(`evt_i_${name}`, { payment_intent: `pi_${name}`, email: buyer.user.email });
      return { buyer, card, order };
    }
    const erase = ({ user }: Buyer) =>
      db().transaction((tx) => erasePerson(tx, user.id, NOBODY, NOON + 1));

    it('is read with all that is theirs, events of their Customer and intents included', async () => {
      const { buyer, card, order } = await somebody('ada');
      await somebody('ben');
      const read = await readPerson(db().read, buyer.user.id);
      const idsIn = (table: string, key = 'id') => read[table]?.map((row) => row[key]);
      expect(idsIn('users')).toEqual([buyer.user.id]);
      expect(idsIn('cards')).toEqual([card.id]);
      expect(idsIn('orders')).toEqual([order.id]);
      expect(idsIn('intents', 'stripeIntentId')).toEqual(['pi_ada']);
      expect(idsIn('mails', 'recipient')).toEqual([buyer.user.email]);
      expect(idsIn('webhookEvents', 'stripeEventId')?.sort()).toEqual(['evt_c_ada', 'evt_i_ada']);
      const text = JSON.stringify(read);
      for (const other of ['ben', 'ck_1', card.fingerprint]) expect(text).not.toContain(other);
    });

    it('is erased, and the books and everybody else stay', async () => {
      const { buyer, order } = await somebody('ada');
      const other = await somebody('ben');
      const others = await readPerson(db().read, other.buyer.user.id);
      await db().transaction((tx) => markProcessed(tx, 'evt_c_ada', 'done', NOON));
      await erase(buyer);
      const read = await readPerson(db().read, buyer.user.id);
      expect(read.users).toMatchObject([{ email: NOBODY, name: '', erasedAt: NOON + 1 }]);
      expect(read.cards).toMatchObject([{ last4: '', state: 'detached', isDefault: false }]);
      expect(read.mails).toMatchObject([{ recipient: '', dueAt: null }]);
      expect(await findOrderById(db().read, order.id)).toEqual({ ...order, receiptEmail: NOBODY });
      expect(await findEvent(db().read, 'evt_c_ada')).toMatchObject({ payload: {} });
      // It is needed to be processed, and goes in its time.
      expect((await findEvent(db().read, 'evt_i_ada'))?.payload).not.toEqual({});
      expect(await readPerson(db().read, other.buyer.user.id)).toEqual(others);

      await db().transaction((tx) => markProcessed(tx, 'evt_i_ada', 'done', NOON));
      await erase(buyer);
      expect(await findEvent(db().read, 'evt_i_ada')).toMatchObject({ payload: {} });
      expect((await readPerson(db().read, buyer.user.id)).users).toEqual(read.users);
    });

    it('has cards and Customers at Stripe until they are erased', async () => {
      const { buyer, card } = await somebody('ada');
      const at = () => listAtStripe(db().read, buyer.user.id);
      const customers = ['cus_ada'];
      expect(await at()).toEqual({ customers, cards: [card.stripePaymentMethodId] });
      await erase(buyer);
      // The Customer until Stripe says that it is gone.
      expect(await at()).toEqual({ customers, cards: [] });
    });

    it('has something under way as long as an order is not over', async () => {
      const { buyer, order } = await somebody('ada');
      await somebody('ben');
      const { reference } = order;
      const underWay = () => listUnderWay(db().read, buyer.user.id);
      const becomes = async (paymentState: (typeof order)['paymentState']) => {
        const now = await findOrderById(db().read, order.id);
        if (now) await db().transaction((tx) => changeOrder(tx, now, { paymentState }, NOON));
      };
      expect(await underWay()).toEqual([{ kind: 'unpaid_order', reference }]);
      await becomes('scheduled');
      expect(await underWay()).toEqual([{ kind: 'preorder', reference }]);
      await becomes('processing');
      expect(await underWay()).toEqual([{ kind: 'payment', reference }]);
      await becomes('paid');
      expect(await underWay()).toEqual([{ kind: 'to_send', reference }]);
      const paid = await findOrderById(db().read, order.id);
      if (paid) await db().transaction((tx) => changeOrder(tx, paid, { sentAt: NOON }, NOON));
      expect(await underWay()).toEqual([]);
      const { amount, currency, id: orderId } = order;
      const dispute = (status: 'needs_response' | 'lost') =>
        db().transaction((tx) =>
          putDispute(
            tx,
            orderId,
            {
              ...{ stripeDisputeId: 'du_1', amount, currency, reason: 'fraudulent', status },
              ...{ evidenceDueAt: null, openedAt: NOON },
            },
            NOON,
          ),
        );
      await dispute('needs_response');
      expect(await underWay()).toEqual([{ kind: 'dispute', reference }]);
      await dispute('lost');
      expect(await underWay()).toEqual([]);
    });
  });
