import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimDueEvents, countUntried, findEvent } from '@/db/queries/webhook-events';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { readDelivery } from '../stripe/delivery';
import { openFileShop } from '../testing/file-shop';
import { WEBHOOK_SECRET } from '../testing/shop';
import { aShopper, getOrder, intentIdOf, typeCard } from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import type { EventAtStripe } from '../testing/stripe-api';
import { receiveWebhook, takeIn } from './receive';
import { inboxIsDrained, leaveWaiting, takeUpDue, takeUpLeft } from './take-up';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let user: User;
beforeEach(async () => {
  user = await aShopper();
});
afterEach(async () => {
  vi.useRealTimers();
  await control.disarm();
  await inboxIsDrained();
});

const receive = (event: object) => {
  const body = JSON.stringify(event);
  return receiveWebhook(body, signatureOf(body));
};
const stored = async (id: string) => findEvent(database().read, id);
const LOOK = 'GET /v1/payment_intents/*';
const holdLooks = () => control.arm({ route: LOOK, kind: 'hold', times: 1_000 });
const heldLooks = async (many: number) =>
  vi.waitFor(async () => expect(await control.holds()).toHaveLength(many));
async function release(): Promise<void> {
  await control.disarm();
  await control.endHolds('arrive');
}
const lookedUp = async () =>
  (await control.requests()).filter(({ method, path }) =>
    `${method} ${path}`.startsWith('GET /v1/payment_intents/'),
  ).length;

/** Orders that the buyer's browser has paid, of which the app has not heard. */
async function paidUnheard(): Promise<{ orderId: string; event: EventAtStripe }> {
  const { orderId, clientSecret } = await typeCard(user);
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
  const id = await intentIdOf(orderId);
  const about = (await shop.stripe.events('payment_intent.succeeded')).find(
    ({ data }) => data.object.id === id,
  );
  if (!about) throw new Error('nothing was paid');
  return { orderId, event: about };
}

/** Handled without Stripe: a charge of no intent. */
const aboutNobody = (n: number, prefix = 'evt_nobody') => ({
  ...{ id: `${prefix}_${n}`, object: 'event', type: 'charge.refunded', livemode: false },
  data: { object: { id: `ch_${n}`, object: 'charge' } },
});

describe('a delivery', () => {
  it('is answered as soon as it is written down, however slow Stripe is', async () => {
    const { orderId, event } = await paidUnheard();
    await holdLooks();
    expect(await receive(event)).toBe('received');
    expect(await stored(event.id)).toMatchObject({ processedAt: null, tries: 0 });
    await heldLooks(1);
    await release();
    await inboxIsDrained();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('about what is being fetched gets a fetch of its own, after that one', async () => {
    const { event } = await paidUnheard();
    await control.forgetRequests();
    await holdLooks();
    await receive(event);
    await heldLooks(1);
    // It happened after the first fetch began, and that one may not tell of it.
    await shop.stripe.post('refunds', { payment_intent: event.data.object.id, amount: 1000 });
    const [refunded] = await shop.stripe.events('charge.refunded');
    if (refunded) await receive(refunded);
    expect(await control.holds()).toHaveLength(1);
    await release();
    await inboxIsDrained();
    expect(await lookedUp()).toBe(2);
    for (const { id } of [event, refunded ?? event]) {
      expect((await stored(id))?.processedAt).not.toBeNull();
    }
  });

  it('that failed is tried again within a second or so, though Stripe was answered', async () => {
    const { orderId, event } = await paidUnheard();
    await control.arm({ route: LOOK, kind: '500', times: 100 });
    expect(await receive(event)).toBe('received');
    await inboxIsDrained();
    const { nextTryAt, tries } = (await stored(event.id)) ?? {};
    expect(tries).toBe(1);
    await control.disarm();
    vi.useFakeTimers({ toFake: ['Date'], now: nextTryAt ?? 0 });
    takeUpDue();
    await inboxIsDrained();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });
});

describe('a burst', () => {
  it('finds four workers, and what finds no place in memory is not lost', async () => {
    const paid: EventAtStripe[] = [];
    for (let n = 0; n < 5; n++) {
      user = await aShopper();
      paid.push((await paidUnheard()).event);
    }
    await holdLooks();
    for (const event of paid) await receive(event);
    await heldLooks(4);
    const MANY = 330;
    const received = Array.from({ length: MANY }, (_, n) => receive(aboutNobody(n)));
    await Promise.all(received);
    expect(await control.holds()).toHaveLength(4);
    expect(await countUntried(database().read)).toBe(MANY + 5);
    // The first has its place in memory; the last is anybody's.
    const own = await stored('evt_nobody_0');
    const anybodys = await stored(`evt_nobody_${MANY - 1}`);
    expect(own?.nextTryAt).toBeGreaterThan(own?.receivedAt ?? 0);
    await release();
    // No timer runs here.
    await inboxIsDrained();
    expect(await countUntried(database().read)).toBe(0);
    expect(anybodys?.nextTryAt).toBe(anybodys?.receivedAt);
  });
});

describe('what comes while others wait in the inbox', () => {
  it('lines up behind them, though a place in memory is free by then', async () => {
    const { event } = await paidUnheard();
    await holdLooks();
    await receive(event);
    await heldLooks(1);
    // About the same, so they wait for it: as many as memory holds, and one more.
    const about = { ...aboutNobody(0), data: { object: { id: event.data.object.id } } };
    const more = (n: number) => receive({ ...about, id: `evt_more_${n}` });
    await Promise.all(Array.from({ length: 199 }, (_, n) => more(n)));
    await more(199);
    await more(200);
    const isAnybodys = async (id: string) => {
      const { nextTryAt, receivedAt } = (await stored(id)) ?? {};
      return nextTryAt === receivedAt;
    };
    expect(await isAnybodys('evt_more_199')).toBe(false);
    expect(await isAnybodys('evt_more_200')).toBe(true);
    // Told to end, it has nothing in memory that another server could not have.
    await leaveWaiting();
    expect((await stored('evt_more_0'))?.nextTryAt).toBeLessThanOrEqual(Date.now());
    expect((await stored(event.id))?.nextTryAt).toBeGreaterThan(Date.now());
    await receive(aboutNobody(1, 'evt_after'));
    expect(await isAnybodys('evt_after_1')).toBe(true);
    await release();
    takeUpDue();
    await inboxIsDrained();
    expect(await countUntried(database().read)).toBe(0);
  });

  it('and is the same once more, is not handled twice', async () => {
    const { event } = await paidUnheard();
    await control.forgetRequests();
    await holdLooks();
    await receive(event);
    await heldLooks(1);
    for (let n = 0; n < 20; n++) await receive(event);
    await release();
    await inboxIsDrained();
    expect(await lookedUp()).toBe(1);
    expect(await stored(event.id)).toMatchObject({ tries: 1 });
  });
});

describe('what fails each time', () => {
  it('holds up nothing else, and waits longer after each try', async () => {
    const { event } = await paidUnheard();
    const other = await paidUnheard();
    const poison = {
      route: `GET /v1/payment_intents/${event.data.object.id}`,
      kind: '500',
    } as const;
    await control.arm({ ...poison, times: 1_000 });
    await receive(event);
    await receive(other.event);
    await inboxIsDrained();
    expect(await getOrder(other.orderId)).toMatchObject({ paymentState: 'paid' });
    for (const [tries, pause] of [1_000, 2_000, 4_000].entries()) {
      const row = await stored(event.id);
      expect(row).toMatchObject({ processedAt: null, tries: tries + 1 });
      const nextTryAt = row?.nextTryAt ?? 0;
      // The timer comes by each second, and finds nothing before its time.
      for (const at of [nextTryAt - 1, nextTryAt]) {
        vi.useFakeTimers({ toFake: ['Date'], now: at });
        takeUpDue();
        await inboxIsDrained();
      }
      const later = (await stored(event.id))?.nextTryAt ?? 0;
      expect(later - nextTryAt).toBeGreaterThanOrEqual(2 * pause);
      vi.useRealTimers();
    }
  });
});

describe('what a server left that died', () => {
  it('over a second try is taken up by the next one at once, too', async () => {
    const { orderId, event } = await paidUnheard();
    await control.arm({ route: LOOK, kind: '500', times: 100 });
    await receive(event);
    await inboxIsDrained();
    await control.disarm();
    const at = (await stored(event.id))?.nextTryAt ?? 0;
    const until = at + 110_000;
    await database().transaction((tx) => claimDueEvents(tx, { at, until, limit: 1 }));
    vi.useFakeTimers({ toFake: ['Date'], now: at });
    await takeUpLeft();
    await inboxIsDrained();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('is taken up by the next one at once, without a pause', async () => {
    const { orderId, event } = await paidUnheard();
    const left = [event, ...Array.from({ length: 250 }, (_, n) => aboutNobody(n, 'evt_left'))];
    for (const each of left) {
      const body = JSON.stringify(each);
      const told = readDelivery(body, signatureOf(body), [WEBHOOK_SECRET]);
      if (told.kind !== 'event') throw new Error(`the event was read as ${told.kind}`);
      await takeIn(told.event);
    }
    takeUpDue();
    await inboxIsDrained();
    // It belongs to the one that received it, as far as others know.
    expect(await countUntried(database().read)).toBe(left.length);
    await takeUpLeft();
    await inboxIsDrained();
    expect(await countUntried(database().read)).toBe(0);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });
});
