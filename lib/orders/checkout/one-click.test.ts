import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { putProduct, findProduct } from '@/db/queries/products';
import { listOrders } from '@/db/queries/orders';
import type { Card } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { openFileShop } from '../../testing/file-shop';
import {
  addressOf,
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  intentIdOf,
  stripeCustomerOf,
  TIDELINE,
} from '../../testing/shopper';
import { removeCard } from '../../wallet/remove-card';
import { cancelOrder } from '../give-up-order';
import { checkOrder, resumePayment } from './check-order';
import { buyWithCard, payOrder } from './saved-card';
import { findOrderView, listOrderSummaries } from '../view/read-orders';

const { shop } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});

const charges = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));
const rejectsWith = (call: Promise<unknown>, code: string) =>
  expect(call).rejects.toMatchObject({ code });

describe('one click', () => {
  it('pays', async () => {
    const { orderId, clientSecret } = await buy(user, visa);
    expect(clientSecret).toBeNull();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', amount: 4800 });
    expect(await charges()).toMatchObject([{ amount: 4800 }]);
    const view = await findOrderView(user.id, orderId);
    expect(view).toMatchObject({
      label: 'paid',
      paidWith: { brand: 'visa', last4: '4242' },
      openOutcome: null,
      declined: null,
    });
    expect(view?.events.map(({ type }) => type)).toEqual([
      'order_placed',
      'attempt_started',
      'payment_succeeded',
    ]);
  });

  it('on each currency charges its own minor units', async () => {
    for (const [productSlug, shown] of [
      ['half-moon-press', { amount: 7200, currency: 'jpy' }],
      ['tideline', { amount: 4800, currency: 'eur' }],
    ] as const) {
      const to = await addressOf(user);
      const purchase = { purchaseId: randomUUID(), productSlug, shown, to, cardId: visa.id };
      const { orderId } = await buyWithCard(user, purchase);
      expect(await shop.stripe.intent(await intentIdOf(orderId))).toMatchObject(shown);
    }
  });

  it('is one order and one charge, however often the button is pressed', async () => {
    const purchaseId = randomUUID();
    const started = await Promise.all(
      Array.from({ length: 20 }, () => buy(user, visa, purchaseId)),
    );
    expect(new Set(started.map(({ orderId }) => orderId)).size).toBe(1);
    expect(await listOrders(database().read, user.id, 10)).toHaveLength(1);
    expect(await charges()).toHaveLength(1);
    expect(await shop.stripe.intentsOf(await stripeCustomerOf(user))).toHaveLength(1);
  });

  it('is the same order an hour later, whatever became of it', async () => {
    const purchaseId = randomUUID();
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const first = await buy(user, bad, purchaseId);
    expect(await getOrder(first.orderId)).toMatchObject({ paymentState: 'declined' });
    expect(await buy(user, visa, purchaseId)).toEqual({ ...first, isAgain: true });
    expect(await charges()).toEqual([]);
  });

  it('is two orders where two purchases are made', async () => {
    const [a, b] = [await buy(user, visa), await buy(user, visa)];
    expect(a.orderId).not.toBe(b.orderId);
    expect(await charges()).toHaveLength(2);
  });
});

describe('a decline', () => {
  it('loses nothing: another card pays the same intent', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(user, bad);
    const view = await findOrderView(user.id, orderId);
    expect(view).toMatchObject({ label: 'declined', declined: { card: { last4: '0341' } } });
    const intentId = await intentIdOf(orderId);

    await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await intentIdOf(orderId)).toBe(intentId);
    expect(await attemptsOf(orderId)).toMatchObject([
      { number: 1, outcome: 'declined', kind: 'create', cardLast4: '0341' },
      { number: 2, outcome: 'succeeded', kind: 'confirm', cardLast4: '4242' },
    ]);
    expect(await charges()).toHaveLength(1);
  });

  it('by the same card again is a second decline', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(user, bad);
    await payOrder(user, { orderId, cardId: bad.id, shown: TIDELINE.shown });
    expect(await attemptsOf(orderId)).toMatchObject([
      { outcome: 'declined' },
      { outcome: 'declined' },
    ]);
  });

  it('is followed by one charge, though ten tabs try again at once', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(user, bad);
    const again = () => payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    const tries = await Promise.allSettled(Array.from({ length: 10 }, again));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of tries) {
      if (result.status === 'rejected') {
        expect(result.reason).toMatchObject({
          code: expect.stringMatching(/payment_in_progress|order_closed/) as string,
        });
      }
    }
    expect(await charges()).toHaveLength(1);
  });
});

describe('what the page showed', () => {
  it('is an assertion, never the price', async () => {
    const purchase = { ...TIDELINE, purchaseId: randomUUID(), cardId: visa.id };
    const cheaper = { amount: 100, currency: 'eur' } as const;
    await rejectsWith(buyWithCard(user, { ...purchase, shown: cheaper }), 'price_changed');
    const elsewhere = { amount: 4800, currency: 'usd' } as const;
    await rejectsWith(buyWithCard(user, { ...purchase, shown: elsewhere }), 'price_changed');
    expect(await listOrders(database().read, user.id, 10)).toEqual([]);
    expect(await charges()).toEqual([]);
  });

  it('is held against the order when it is paid again', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(user, bad);
    const shown = { amount: 4799, currency: 'eur' } as const;
    await rejectsWith(payOrder(user, { orderId, cardId: visa.id, shown }), 'price_changed');
  });

  it('is refused where the purchase was for something else', async () => {
    const purchaseId = randomUUID();
    await buy(user, visa, purchaseId);
    const other = {
      purchaseId,
      productSlug: 'half-moon-press',
      shown: { amount: 7200, currency: 'jpy' },
      cardId: visa.id,
    } as const;
    await rejectsWith(buyWithCard(user, other), 'purchase_mismatch');
    expect(await charges()).toHaveLength(1);
  });

  it('is refused where the print is not for sale, or there is none', async () => {
    const product = await findProduct(database().read, 'tideline');
    if (!product) throw new Error('the catalog has no such print');
    const put = (isForSale: boolean) =>
      database().transaction((tx) => putProduct(tx, { ...product, isForSale }));
    await put(false);
    await rejectsWith(buy(user, visa), 'not_for_sale');
    await put(true);
    const none = { ...TIDELINE, productSlug: 'none', purchaseId: randomUUID(), cardId: visa.id };
    await rejectsWith(buyWithCard(user, none), 'not_for_sale');
  });
});

describe('a card that cannot be used', () => {
  it('looks missing where it is somebody else’s, removed, or not there at all', async () => {
    const foreign = await addCard(shop.stripe, await aShopper(), 'pm_card_visa');
    const removed = await addCard(shop.stripe, user, 'pm_card_mastercard');
    await removeCard(user, { cardId: removed.id });
    await rejectsWith(buy(user, foreign), 'not_found');
    await rejectsWith(buy(user, removed), 'not_found');
    await rejectsWith(buy(user, { id: randomUUID() }), 'not_found');
    expect(await listOrders(database().read, user.id, 10)).toEqual([]);
  });

  it('is found out where it was taken off in the Dashboard', async () => {
    await shop.stripe.post(`payment_methods/${visa.stripePaymentMethodId}/detach`);
    await rejectsWith(buy(user, visa), 'card_not_ready');
    const [order] = await listOrderSummaries(user.id);
    expect(order).toMatchObject({ label: 'awaiting_payment' });
    const other = await addCard(shop.stripe, user, 'pm_card_mastercard');
    const orderId = order?.id ?? '';
    await payOrder(user, { orderId, cardId: other.id, shown: TIDELINE.shown });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });
});

describe('somebody else’s order and a missing one', () => {
  const uses = {
    payOrder: (by: User, orderId: string, cardId: string) =>
      payOrder(by, { orderId, cardId, shown: TIDELINE.shown }),
    checkOrder: (by: User, orderId: string) => checkOrder(by, { orderId }),
    resumePayment: (by: User, orderId: string) => resumePayment(by, { orderId }),
    cancelOrder: (by: User, orderId: string) => cancelOrder(by, { orderId }),
  };

  it.each(Object.entries(uses))('look the same to %s', async (_name, use) => {
    const other = await aShopper();
    const bad = await addCard(shop.stripe, other, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(other, bad);
    await rejectsWith(use(user, orderId, visa.id), 'not_found');
    await rejectsWith(use(user, randomUUID(), visa.id), 'not_found');
    expect(await findOrderView(user.id, orderId)).toBeNull();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined' });
  });
});

describe('giving up an order', () => {
  it('cancels its intent, so that nothing can be charged afterwards', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(user, bad);
    await cancelOrder(user, { orderId });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled' });
    expect((await shop.stripe.intent(await intentIdOf(orderId))).status).toBe('canceled');
    const paying = payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    await rejectsWith(paying, 'order_closed');
  });

  it('is too late once it is paid', async () => {
    const { orderId } = await buy(user, visa);
    await rejectsWith(cancelOrder(user, { orderId }), 'order_closed');
    await rejectsWith(
      payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown }),
      'order_closed',
    );
    expect(await charges()).toHaveLength(1);
  });
});
