import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from 'playwright/test';
import { savingWording } from '@/lib/domain/consent';
import { inputs, nobodys, type Ids } from '../fixtures/action-inputs';
import { findServerAction } from '../fixtures/action-manifest';
import { attack, expect, test } from '../fixtures/attack';
import { mainText } from '../fixtures/main-text';
import { expectNoStack } from '../fixtures/no-stack';
import type { Person } from '../fixtures/person';
import type { Records } from '../fixtures/records';
import { callAction } from '../fixtures/server-actions';

const namingCards = [
  'makeDefault',
  'offerAtCheckout',
  'nameCard',
  'removeCard',
  'undoRemoval',
  'buyWithCard',
  'payWithCard',
];
const namingOrders = [
  'payWithCard',
  'startPayment',
  'changeOrderAddress',
  'checkOrder',
  'resumePayment',
  'cancelOrder',
];

const CONSENT = savingWording('save_card_in_wallet', 'off_session').version;

const NOT_FOUND = { ok: false, code: 'not_found' };

/** With what is answered where the address is not there. */
const namingAddresses = [
  ['buyWithCard', { ok: false, code: 'address_changed' }],
  ['makeDefaultAddress', NOT_FOUND],
  ['changeAddress', NOT_FOUND],
  ['removeAddress', NOT_FOUND],
] as const;

attack(
  'Somebody else’s orders, cards, addresses and set-ups, by their ids',
  'every action that names a card, an address or an order, the pages of an order, its state, its way back from a bank and a set-up of somebody else’s: each is answered as what is not there, and nothing changes',
  () => {
    test("somebody else's cards and orders are as good as none", async ({
      visit,
      person,
      stranger,
      saveCard,
      records,
    }) => {
      const theirCard = await saveCard('pm_card_chargeCustomerFail', { of: stranger });
      const theirs = await declinedOrderOf(stranger, await visit(stranger), theirCard.id, records);
      const mine = await saveCard('pm_card_visa', { of: person });
      const before = await everythingOf(stranger.id, theirs.orderId, records);
      const thief = await visit(person);

      const call = async (name: string, ids: Ids) => {
        const args = [person.id, inputs[name]?.(ids)];
        const { result, text } = await callAction(thief, findServerAction(name), args);
        expectNoStack(text);
        return result;
      };
      const { addressId } = person;
      for (const name of namingCards) {
        expect(await call(name, { ...nobodys(), addressId }), name).toEqual(NOT_FOUND);
        const foreign = { ...nobodys(), addressId, cardId: theirs.cardId };
        expect(await call(name, foreign), name).toEqual(NOT_FOUND);
      }
      for (const name of namingOrders) {
        const missing = await call(name, { ...nobodys(), addressId, cardId: mine.id });
        expect(missing, name).toEqual(NOT_FOUND);
        const ids = { orderId: theirs.orderId, cardId: mine.id, addressId };
        expect(await call(name, ids), name).toEqual(NOT_FOUND);
      }
      for (const [name, answer] of namingAddresses) {
        const missing = { ...nobodys(), cardId: mine.id };
        expect(await call(name, missing), name).toEqual(answer);
        const foreign = { ...missing, addressId: stranger.addressId };
        expect(await call(name, foreign), name).toEqual(answer);
      }

      expect(await everythingOf(stranger.id, theirs.orderId, records)).toEqual(before);
      expect(await records.ordersOf(person.id)).toHaveLength(0);
    });

    test("an order of one's own is not paid with somebody else's card", async ({
      visit,
      person,
      stranger,
      saveCard,
      records,
    }) => {
      const theirs = await saveCard('pm_card_visa', { of: stranger });
      const declined = await saveCard('pm_card_chargeCustomerFail', { of: person });
      const thief = await visit(person);
      const mine = await declinedOrderOf(person, thief, declined.id, records);
      const input = inputs.payWithCard?.({ ...mine, cardId: theirs.id });
      const pay = findServerAction('payWithCard');
      expect((await callAction(thief, pay, [person.id, input])).result).toEqual(NOT_FOUND);
      expect(await records.attemptsOf(mine.orderId)).toHaveLength(1);
    });

    test("somebody else's order has no page, no state and no way back from a bank", async ({
      visit,
      person,
      stranger,
      buyFor,
    }) => {
      const { id: theirs } = await buyFor(stranger);
      const [thief, owner] = [await visit(person), await visit(stranger)];
      const look = async (visitor: APIRequestContext, orderId: string, who: Person) => {
        const answers: unknown[] = [];
        for (const path of [
          `/orders/${orderId}`,
          `/orders/${orderId}/receipt`,
          `/orders/${orderId}/return?for=${who.id}`,
          `/checkout?order=${orderId}`,
          `/api/orders/${orderId}?for=${who.id}`,
        ]) {
          const answer = await visitor.get(path);
          answers.push([answer.status(), mainText(await answer.text())]);
        }
        return answers;
      };
      const missing = await look(thief, randomUUID(), person);
      expect(missing.map((answer) => (answer as [number])[0])).toEqual([404, 404, 404, 404, 404]);
      expect(await look(thief, theirs, person)).toEqual(missing);
      expect(await look(thief, 'not-an-id', person)).toEqual(missing);
      // Its owner is shown it.
      expect(
        (await look(owner, theirs, stranger)).map((answer) => (answer as [number])[0]),
      ).toEqual([200, 200, 200, 200, 200]);
    });

    test("somebody else's SetupIntent brings no card into one's wallet", async ({
      visit,
      person,
      stranger,
      records,
      stripe,
    }) => {
      const args = [stranger.id, inputs.startAddingCard?.(nobodys())];
      const start = findServerAction('startAddingCard');
      const { result } = await callAction(await visit(stranger), start, args);
      const theirs = (result as { value: { cardSetupId: string; clientSecret: string } }).value;
      const [setupIntent = ''] = theirs.clientSecret.split('_secret_');
      await stripe.setupIntents.confirm(setupIntent, {
        payment_method: 'pm_card_visa',
        return_url: 'https://example.com/elsewhere',
      });

      // Nor does its id on a form of ours: it is another form's, and one's own is made.
      const again = [person.id, { consentVersion: CONSENT, cardSetupId: theirs.cardSetupId }];
      const mine = await callAction(await visit(person), start, again);
      const own = (mine.result as { value: typeof theirs }).value;
      expect(own.cardSetupId).not.toBe(theirs.cardSetupId);
      expect(own.clientSecret).not.toContain(setupIntent);

      const path = `/wallet/return?for=${person.id}&setup_intent=${setupIntent}`;
      const answer = await (await visit(person)).get(path, { maxRedirects: 0 });
      expect(answer.headers().location).toMatch(/\/wallet\?added=0$/);
      expect(await records.cardsOf(person.id)).toHaveLength(0);
    });
  },
);

/** Lets somebody try to buy with a card that is declined: the order is theirs, and can be paid. */
async function declinedOrderOf(
  owner: Person,
  visitor: APIRequestContext,
  cardId: string,
  records: Records,
): Promise<Ids> {
  const { addressId } = owner;
  const args = [owner.id, inputs.buyWithCard?.({ ...nobodys(), cardId, addressId })];
  const { result } = await callAction(visitor, findServerAction('buyWithCard'), args);
  expect(result).toMatchObject({ ok: true });
  const order = await records.onlyOrderOf(owner.id);
  expect(order.paymentState).toBe('declined');
  return { orderId: order.id, cardId, addressId };
}

async function everythingOf(userId: string, orderId: string, records: Records) {
  return {
    cards: await records.cardsOf(userId),
    addresses: await records.addressesOf(userId),
    goesTo: await records.addressOfOrder(orderId),
    orders: await records.ordersOf(userId),
    attempts: await records.attemptsOf(orderId),
    timeline: await records.timelineOf(orderId),
  };
}
