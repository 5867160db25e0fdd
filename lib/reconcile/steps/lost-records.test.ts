import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { backUp, putBack } from '@/db/testing/backup';
import { aUser } from '@/db/testing/rows';
import { listOrders } from '@/db/queries/orders';
import { listReconciliations } from '@/db/queries/reconciliations';
import { findLiveIntent } from '@/db/queries/intents';
import type { User } from '@/db/queries/users';
import { StripeLocalClient } from '@/stripe-local/client';
import { closeDatabase, database } from '../../database';
import { payOrder } from '../../orders/checkout/saved-card';
import { refundOrder } from '../../orders/refund/refund-order';
import { openShop, type Shop } from '../../testing/shop';
import {
  addCard,
  aShopper,
  buy,
  copiesLeft,
  getOrder,
  intentIdOf,
  LAST_SHEETS,
  leaveCopies,
  preorder,
  stripeCustomerOf,
  TIDELINE,
  typeCard,
} from '../../testing/shopper';
import { listCards } from '../../wallet/list-cards';
import { catchUp } from '../run';
import { findLostRecords } from './lost-records';

let shop: Shop;
let user: User;
let visa: Card;
beforeAll(async () => {
  shop = await openShop();
  // What a webhook would bring is lost with the database; nothing must depend on its coming again.
  await new StripeLocalClient(shop.stripeUrl).setWebhooks('drop');
});
afterAll(() => shop.close());
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});

/** What happens meanwhile is forgotten here, and remembered at Stripe. */
async function forgetting<T>(meanwhile: () => Promise<T>): Promise<T> {
  const copy = await backUp(shop.databaseFile);
  const result = await meanwhile();
  await closeDatabase();
  putBack(copy, shop.databaseFile);
  return result;
}

const find = () => findLostRecords(Date.now(), 'command');
const chargesOf = async (of: User) => shop.stripe.chargesOf(await stripeCustomerOf(of));

it('finds nothing where nothing was put back, however many buy meanwhile', async () => {
  const buyers = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const buyer = await aShopper();
      return { buyer, card: await addCard(shop.stripe, buyer, 'pm_card_visa') };
    }),
  );
  const buying = Promise.all(buyers.map(({ buyer, card }) => buy(buyer, card)));
  expect(await find()).toEqual({ customers: 0, cards: 0, payments: 0 });
  await buying;
  expect(await find()).toEqual({ customers: 0, cards: 0, payments: 0 });
  for (const { buyer } of buyers) expect(await chargesOf(buyer)).toHaveLength(1);
});

describe('a database that was put back', () => {
  it('finds an order again that was paid since, and does not charge its page once more', async () => {
    const purchaseId = randomUUID();
    const { orderId } = await forgetting(() => buy(user, visa, purchaseId));
    expect(await listOrders(database().read, user.id, 10)).toEqual([]);

    expect(await find()).toMatchObject({ payments: 1 });
    const [order] = await listOrders(database().read, user.id, 10);
    expect(order).toMatchObject({ id: orderId, purchaseId, paymentState: 'paid', amount: 4800 });
    expect(await buy(user, visa, purchaseId)).toMatchObject({ orderId });
    expect(await chargesOf(user)).toHaveLength(1);
    expect(await find()).toEqual({ customers: 0, cards: 0, payments: 0 });
  });

  it('has an order that waits for its payment wait again, and paid from the page that is open', async () => {
    const typed = await forgetting(() => typeCard(user));
    await find();
    expect(await getOrder(typed.orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    await shop.stripe.confirm('payment_intents', typed.clientSecret, 'pm_card_visa');
    await catchUp();
    await payOrder(user, { orderId: typed.orderId, cardId: visa.id, shown: TIDELINE.shown }).catch(
      () => undefined,
    );
    expect(await getOrder(typed.orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await chargesOf(user)).toHaveLength(1);
  });

  it('knows the intent again that an order was given since', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(user, bad);
    const before = await intentIdOf(orderId);
    await forgetting(async () => {
      await shop.stripe.post(`payment_intents/${before}/cancel`);
      // Found out by the first press, replaced by the second.
      const press = () => payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
      await press();
      await press();
      expect((await findLiveIntent(database().read, orderId))?.stripeIntentId).not.toBe(before);
    });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined' });

    expect(await find()).toMatchObject({ payments: 1 });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    const again = payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    await expect(again).rejects.toMatchObject({ code: 'order_closed' });
    expect(await chargesOf(user)).toHaveLength(1);
  });

  it('finds a Customer and a card again that were made since', async () => {
    const newcomer = await aShopper();
    const [customer, card] = await forgetting(async () => {
      const kept = await addCard(shop.stripe, newcomer, 'pm_card_mastercard');
      return [await stripeCustomerOf(newcomer), kept] as const;
    });
    expect(await listCards(newcomer.id)).toEqual([]);

    expect(await find()).toMatchObject({ customers: 1, cards: 1 });
    expect(await stripeCustomerOf(newcomer)).toBe(customer);
    expect(await listCards(newcomer.id)).toMatchObject([{ brand: card.brand, last4: card.last4 }]);
  });

  it('finds a refund again before anybody can give the money back twice', async () => {
    const staff = await aUser(database(), { role: 'staff' });
    const { orderId } = await buy(user, visa);
    const reason = 'requested_by_customer';
    const half = () =>
      refundOrder(staff, { orderId, requestId: randomUUID(), amount: 2400, reason });
    await forgetting(half);
    expect(await getOrder(orderId)).toMatchObject({ refundedAmount: 0 });

    await catchUp(Date.now() + 3 * 60_000);
    expect(await getOrder(orderId)).toMatchObject({ refundedAmount: 2400 });
  });

  it('takes the copy of a limited edition again', async () => {
    await leaveCopies(3);
    await forgetting(() => buy(user, visa, randomUUID(), LAST_SHEETS));
    expect(await copiesLeft()).toBe(3);
    await find();
    expect(await copiesLeft()).toBe(2);
    expect(await listOrders(database().read, user.id, 1)).toMatchObject([{ holdsStock: true }]);
  });

  it('leaves alone what another program does on the same account', async () => {
    await shop.stripe.post('payment_intents', {
      amount: 100,
      currency: 'gbp',
      'allowed_payment_method_types[]': 'card',
      metadata: { order_id: 'theirs' },
    });
    expect(await find()).toEqual({ customers: 0, cards: 0, payments: 0 });
  });

  it('names to staff what is of somebody who signed up since, and goes on with the rest', async () => {
    const { orderId, stranger } = await forgetting(async () => {
      const gone = await aShopper();
      const card = await addCard(shop.stripe, gone, 'pm_card_visa');
      const lost = await buy(gone, card);
      return { orderId: (await buy(user, visa)).orderId, stranger: await intentIdOf(lost.orderId) };
    });
    await catchUp();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    const [run] = await listReconciliations(database().read, 1);
    expect(run?.error).toContain(stranger);
    expect(run?.error).toContain('whoever bought it is not known here any more');
  });

  it('names a pre-order that is gone, and charges nothing for it', async () => {
    const { orderId } = await forgetting(() => preorder(user, visa));
    await expect(find()).rejects.toThrow(orderId);
    expect(await chargesOf(user)).toEqual([]);
  });
});
