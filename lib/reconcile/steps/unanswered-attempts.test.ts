import { randomUUID } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { setStripeIntent } from '@/db/queries/intents';
import { database } from '../../database';
import { openFileShop } from '../../testing/file-shop';
import {
  addressOf,
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  TIDELINE,
} from '../../testing/shopper';
import { linkStripeCustomer } from '../../customers/link-customer';
import { beginAttempt } from '../../orders/checkout/begin-attempt';
import { placeOrder } from '../../orders/place-order';
import { lookAtUnanswered } from './unanswered-attempts';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
afterEach(async () => {
  await control.disarm();
  vi.useRealTimers();
});

const CLICK_IS_OVER_MS = 2 * 60_000;

function passTime(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
}

/** An attempt that was written down, and whose intent Stripe does not know: every look at it fails. */
async function anAttemptThatFails(): Promise<void> {
  const user = await aShopper();
  const card = await addCard(shop.stripe, user, 'pm_card_visa');
  const customer = await linkStripeCustomer(user);
  const to = await addressOf(user);
  await database().transaction(async (tx) => {
    const purchase = { ...TIDELINE, purchaseId: randomUUID(), receiptEmail: user.email, to };
    const order = await placeOrder(tx, user, customer, purchase, Date.now());
    const begun = await beginAttempt(tx, user, customer, { order, cardId: card.id }, Date.now());
    await setStripeIntent(tx, begun.intent.id, `pi_${begun.attempt.id}`);
  });
}

/** A charge whose answer was lost. */
async function anUnheardCharge(): Promise<string> {
  const user = await aShopper();
  const card = await addCard(shop.stripe, user, 'pm_card_visa');
  await control.arm({ route: 'POST /v1/payment_intents', kind: 'reset_after', times: 100 });
  const { orderId } = await buy(user, card);
  await control.disarm();
  return orderId;
}

it('attempts that keep failing do not hold up those that began after them', async () => {
  for (let count = 0; count < 25; count++) await anAttemptThatFails();
  const orderId = await anUnheardCharge();
  const now = Date.now() + CLICK_IS_OVER_MS;
  expect(await lookAtUnanswered(now, 'timer')).toEqual({ lookedAt: 20, failed: 20 });
  expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'unknown' }]);
  await lookAtUnanswered(now, 'timer');
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
});

it('by hand all of them are looked at in one run', async () => {
  const orderId = await anUnheardCharge();
  const { lookedAt, failed } = await lookAtUnanswered(Date.now() + CLICK_IS_OVER_MS, 'command');
  expect([lookedAt, failed]).toEqual([26, 25]);
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
});

it('an attempt that could not be found out about is left alone for longer and longer', async () => {
  // All that failed before are put off like this one, which is the 26th.
  passTime(24 * 60 * 60_000);
  await anAttemptThatFails();
  const run = async (after: number) => {
    passTime(after);
    return (await lookAtUnanswered(Date.now(), 'command')).lookedAt;
  };
  expect(await run(CLICK_IS_OVER_MS)).toBe(26);
  expect(await run(30_000)).toBe(0);
  expect(await run(30_000)).toBe(1);
  expect(await run(60_000)).toBe(0);
  expect(await run(30_000)).toBe(1);
  // The old ones are asked about once an hour.
  expect(await run(60 * 60_000)).toBe(26);
});
