import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findCursor, moveCursor } from '@/db/queries/event-cursors';
import { findEvent, listEvents } from '@/db/queries/webhook-events';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { openFileShop } from '../../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  intentIdOf,
  typeCard,
} from '../../testing/shopper';
import { listCards } from '../../wallet/list-cards';
import { processDueEvents } from './due-events';
import { syncedTypes, readMissedEvents } from './missed-events';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let user: User;
beforeAll(async () => {
  // Every delivery is lost, as where the endpoint was switched off.
  await control.setWebhooks('drop');
});
beforeEach(async () => {
  user = await aShopper();
});
afterEach(() => control.disarm());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const readAfter = (ms: number) => readMissedEvents(Date.now() + ms, 'command');
const LIST = '/v1/events';
const listings = async () => (await control.requests()).filter(({ path }) => path === LIST);

/** An order that the buyer's browser has paid, of which no webhook told. */
async function paidUnheard(): Promise<string> {
  const { orderId, clientSecret } = await typeCard(user);
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
  return orderId;
}

describe('events that no webhook brought', () => {
  it('pay the order of a typed card, though its buyer never came back', async () => {
    const orderId = await paidUnheard();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    expect(await readAfter(3 * MINUTE)).toMatchObject({ failed: 0 });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId)).toMatchObject([{ kind: 'browser', outcome: 'succeeded' }]);
  });

  it('are read once, and kept without client secrets', async () => {
    const orderId = await paidUnheard();
    const secret = (await shop.stripe.intent(await intentIdOf(orderId))).client_secret;
    expect((await readAfter(3 * MINUTE)).missed).toBeGreaterThan(0);
    expect(await readAfter(4 * MINUTE)).toEqual({ missed: 0, failed: 0 });
    for (const { stripeEventId } of await listEvents(database().read, 100)) {
      const row = await findEvent(database().read, stripeEventId);
      expect(JSON.stringify(row?.payload)).not.toContain('client_secret');
      expect(JSON.stringify(row?.payload)).not.toContain(secret);
    }
  });

  it('are left to their delivery for two minutes', async () => {
    await readAfter(3 * MINUTE);
    const orderId = await paidUnheard();
    expect(await readAfter(MINUTE)).toEqual({ missed: 0, failed: 0 });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
  });

  it('that cannot be processed are tried again like those that were delivered', async () => {
    const orderId = await paidUnheard();
    await control.arm({ route: 'GET /v1/payment_intents/*', kind: '500', times: 100 });
    const { missed, failed } = await readAfter(3 * MINUTE);
    expect(failed).toBe(missed);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    await control.disarm();
    expect(await processDueEvents(Date.now() + 10_000, 'command')).toMatchObject({ failed: 0 });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('of a refund and of a card that was detached are followed, too', async () => {
    const card = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId } = await buy(user, card);
    await shop.stripe.post('refunds', { payment_intent: await intentIdOf(orderId), amount: 1000 });
    await shop.stripe.post(`payment_methods/${card.stripePaymentMethodId}/detach`);
    await readAfter(3 * MINUTE);
    expect(await getOrder(orderId)).toMatchObject({ refundedAmount: 1000 });
    expect(await listCards(user.id)).toEqual([]);
  });
});

describe('the cursor', () => {
  const cursor = () => findCursor(database().read, 'missed events');

  it('never runs ahead of the clock, however far ahead somebody looks', async () => {
    await readAfter(24 * HOUR);
    expect((await cursor())?.readUntil).toBeLessThanOrEqual(Date.now());
    const orderId = await paidUnheard();
    await readAfter(3 * MINUTE);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('stays where it is when Stripe does not answer', async () => {
    await readAfter(3 * MINUTE);
    const before = await cursor();
    await control.arm({ route: `GET ${LIST}`, kind: '500', times: 100 });
    await expect(readAfter(3 * MINUTE)).rejects.toMatchObject({ fault: 'unknown' });
    expect(await cursor()).toEqual(before);
  });

  it('catches up piece by piece after a long silence, thirty days back at most', async () => {
    const move = (to: number) =>
      database().transaction((tx) => moveCursor(tx, 'missed events', to, Date.now()));
    await move(Date.now() - 365 * 24 * HOUR);
    const orderId = await paidUnheard();
    await control.forgetRequests();
    await readAfter(3 * MINUTE);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    // Thirty days in pieces of six hours.
    expect(await listings()).toHaveLength(120);
    expect((await cursor())?.readUntil).toBeGreaterThan(Date.now() - HOUR);
  });

  it('is moved by the timer every five minutes, and at once by hand', async () => {
    await readAfter(0);
    await control.forgetRequests();
    const now = Date.now();
    expect(await readMissedEvents(now + 4 * MINUTE, 'timer')).toEqual({});
    expect(await listings()).toHaveLength(0);
    await readMissedEvents(now + 6 * MINUTE, 'timer');
    expect(await listings()).toHaveLength(1);
    await readMissedEvents(now + 6 * MINUTE, 'command');
    expect(await listings()).toHaveLength(2);
  });
});

it('asks for no more types than Stripe lists at once', () => {
  expect(syncedTypes.length).toBeLessThanOrEqual(20);
});
