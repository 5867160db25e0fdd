import { afterEach, expect, it, vi } from 'vitest';
import { openFileShop } from '../../testing/file-shop';
import { addCard, aShopper, buy, getOrder, intentIdOf, typeCard } from '../../testing/shopper';
import { lookAtUnpaid } from './unpaid-orders';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
afterEach(async () => {
  await control.disarm();
  // Time only goes on, and what one test leaves unpaid is silent for the next.
  while ((await lookAfter(25 * 60 * MINUTE)).lookedAt) continue;
});

const MINUTE = 60_000;

/** Looks after so much more time has passed. */
function lookAfter(ms: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  return lookAtUnpaid(Date.now(), 'timer');
}

it('finds a typed card’s payment that nobody told of', async () => {
  const { orderId, clientSecret } = await typeCard(await aShopper());
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
  expect(await lookAfter(2 * MINUTE)).toEqual({ lookedAt: 0, failed: 0 });
  expect(await lookAfter(MINUTE)).toEqual({ lookedAt: 1, failed: 0 });
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  expect(await lookAfter(24 * 60 * MINUTE)).toEqual({ lookedAt: 0, failed: 0 });
});

it('finds a challenge that was passed, and a decline that another card followed', async () => {
  const user = await aShopper();
  const asks = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
  const challenged = (await buy(user, asks)).orderId;
  await shop.stripe.answerChallenge(await intentIdOf(challenged));
  const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
  const declined = (await buy(user, bad)).orderId;
  await shop.stripe.post(`payment_intents/${await intentIdOf(declined)}/confirm`, {
    payment_method: 'pm_card_visa',
    return_url: 'http://127.0.0.1/return',
  });
  expect(await getOrder(declined)).toMatchObject({ paymentState: 'declined' });
  await lookAfter(3 * MINUTE);
  for (const orderId of [challenged, declined]) {
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  }
});

it('asks about an order that nobody pays five times in a day, and no more', async () => {
  await typeCard(await aShopper());
  const looks = async (times: number, every: number) => {
    let count = 0;
    for (let time = 0; time < times; time++) count += (await lookAfter(every)).lookedAt ?? 0;
    return count;
  };
  expect(await looks(60, MINUTE)).toBe(3);
  expect(await looks(49, 30 * MINUTE)).toBe(2);
  expect(await looks(10, 60 * MINUTE)).toBe(0);
});

it('comes back to what was more than one run takes on', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  const orders: string[] = [];
  for (let count = 0; count < 23; count++) {
    vi.setSystemTime(Date.now() + 1);
    const { orderId, clientSecret } = await typeCard(await aShopper());
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    orders.push(orderId);
  }
  expect(await lookAfter(3 * MINUTE)).toEqual({ lookedAt: 20, failed: 0 });
  expect(await lookAfter(1000)).toEqual({ lookedAt: 3, failed: 0 });
  for (const orderId of orders) {
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  }
});

it('counts what it could not look at, and looks again later', async () => {
  const { orderId, clientSecret } = await typeCard(await aShopper());
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
  await control.arm({ route: 'GET /v1/payment_intents/*', kind: '500', times: 100 });
  expect(await lookAfter(3 * MINUTE)).toEqual({ lookedAt: 1, failed: 1 });
  await control.disarm();
  expect(await lookAfter(MINUTE)).toEqual({ lookedAt: 0, failed: 0 });
  expect(await lookAfter(11 * MINUTE)).toEqual({ lookedAt: 1, failed: 0 });
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
});
