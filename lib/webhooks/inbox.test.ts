import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { insertIntent } from '@/db/queries/intents';
import { listOrderEvents } from '@/db/queries/order-events';
import { claimEvent, findEvent } from '@/db/queries/webhook-events';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { placeOrder } from '../orders/place-order';
import { STRIPE_API_VERSION } from '../stripe/client';
import { readDelivery } from '../stripe/delivery';
import { stripeBinding } from '../stripe-binding';
import { signatureOf } from '../testing/signed-event';
import { openFileShop } from '../testing/file-shop';
import { WEBHOOK_SECRET } from '../testing/shop';
import { addressOf, aShopper, getOrder, intentIdOf, TIDELINE, typeCard } from '../testing/shopper';
import type { EventAtStripe, IntentAtStripe } from '../testing/stripe-api';
import { linkStripeCustomer } from '../customers/link-customer';
import { processDueEvents } from '../reconcile/steps/due-events';
import { deliverWebhook } from '../testing/deliver';
import { takeIn } from './receive';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let user: User;
beforeEach(async () => {
  user = await aShopper();
});
afterEach(async () => {
  await control.disarm();
  vi.useRealTimers();
});

const deliver = (event: object) => {
  const body = JSON.stringify(event);
  return deliverWebhook(body, signatureOf(body));
};
const stored = async ({ id }: { id: string }) => {
  const row = await findEvent(database().read, id);
  if (!row) throw new Error(`${id} is not in the inbox`);
  return row;
};
function passTime(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
}
/** What the worker does so many ms from now. */
const workAt = (at: number) => processDueEvents(at, 'timer');
const workAfter = (ms: number) => workAt(Date.now() + ms);
const GET_INTENT = { route: 'GET /v1/payment_intents/*', kind: '500', times: 100 } as const;

async function eventAbout(type: string, objectId: string): Promise<EventAtStripe> {
  const event = (await shop.stripe.events(type)).find(({ data }) => data.object.id === objectId);
  if (!event) throw new Error(`there is no ${type} about ${objectId}`);
  return { ...event, api_version: STRIPE_API_VERSION };
}

/** An order that the buyer's browser has paid, of which the app has not heard. */
async function paidUnheard(): Promise<{ orderId: string; event: EventAtStripe }> {
  const { orderId, clientSecret } = await typeCard(user);
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
  const event = await eventAbout('payment_intent.succeeded', await intentIdOf(orderId));
  return { orderId, event };
}

describe('an event that fails', () => {
  it('is tried again by ourselves, later and later, until it is processed', async () => {
    const { orderId, event } = await paidUnheard();
    await control.arm(GET_INTENT);
    expect(await deliver(event)).toBe('received');
    const first = await stored(event);
    expect(first).toMatchObject({ processedAt: null, tries: 1 });
    expect(first.note).toContain('unknown');
    const firstTry = Number(first.nextTryAt);
    expect(await workAt(firstTry - 1)).toEqual({ tried: 0, failed: 0 });

    expect(await workAt(firstTry)).toEqual({ tried: 1, failed: 1 });
    const second = await stored(event);
    expect(second).toMatchObject({ processedAt: null, tries: 2 });
    expect(Number(second.nextTryAt) - firstTry).toBeGreaterThanOrEqual(1_000);

    await control.disarm();
    expect(await workAt(Number(second.nextTryAt))).toEqual({ tried: 1, failed: 0 });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await stored(event)).toMatchObject({ tries: 3, nextTryAt: null });
    expect(await workAfter(24 * 60 * 60_000)).toEqual({ tried: 0, failed: 0 });
  });

  it('is given up after three days, and stays to be seen and delivered', async () => {
    const { orderId, event } = await paidUnheard();
    await control.arm(GET_INTENT);
    expect(await deliver(event)).toBe('received');
    passTime(3 * 24 * 60 * 60_000);
    expect(await processDueEvents(Date.now(), 'timer')).toMatchObject({ tried: 1, failed: 1 });
    expect(await stored(event)).toMatchObject({ processedAt: null, nextTryAt: null, tries: 2 });
    await control.disarm();
    vi.useRealTimers();
    expect(await deliver(event)).toBe('received');
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('has its effect once, though Stripe delivers it while ten workers are at it', async () => {
    const { orderId, event } = await paidUnheard();
    await control.arm(GET_INTENT);
    expect(await deliver(event)).toBe('received');
    await control.disarm();
    const workers = Array.from({ length: 10 }, () => workAfter(15_000));
    const [, ...done] = await Promise.all([deliver(event), ...workers]);
    // All of them saw it; the claim gave it to one at most.
    expect(done.filter(({ tried }) => tried === 1).length).toBeLessThanOrEqual(1);
    const story = await listOrderEvents(database().read, orderId);
    expect(story.filter(({ type }) => type === 'payment_succeeded')).toHaveLength(1);
  });
});

describe('an event whose server died over it', () => {
  it('between receiving and processing is taken up by another', async () => {
    const { orderId, event } = await paidUnheard();
    const body = JSON.stringify(event);
    const told = readDelivery(body, signatureOf(body), [WEBHOOK_SECRET]);
    if (told.kind !== 'event') throw new Error(`the event was read as ${told.kind}`);
    expect(await takeIn(told.event)).toBe('new');
    expect(await workAfter(60_000)).toEqual({ tried: 0, failed: 0 });
    expect(await workAfter(120_000)).toEqual({ tried: 1, failed: 0 });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('while a worker held it is taken up when the claim is over', async () => {
    const { orderId, event } = await paidUnheard();
    await control.arm(GET_INTENT);
    expect(await deliver(event)).toBe('received');
    await control.disarm();
    const row = await stored(event);
    await database().transaction((tx) =>
      claimEvent(tx, row, row.nextTryAt ?? 0, Date.now() + 120_000),
    );
    expect(await workAfter(100_000)).toEqual({ tried: 0, failed: 0 });
    expect(await workAfter(120_000)).toEqual({ tried: 1, failed: 0 });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });
});

describe('an event about an order that is not there yet', () => {
  /** An intent at Stripe that names an order, as one does whose making we never heard of. */
  async function intentNaming(orderId: string): Promise<EventAtStripe> {
    const { stripeCustomerId: customer } = await linkStripeCustomer(user);
    const { id } = await shop.stripe.post<IntentAtStripe>('payment_intents', {
      ...TIDELINE.shown,
      customer,
      metadata: { order_id: orderId },
      payment_method: 'pm_card_visa',
      confirm: true,
      return_url: 'http://127.0.0.1/return',
    });
    return eventAbout('payment_intent.succeeded', id);
  }

  it('is answered, waits, and is adopted once the order can be told', async () => {
    const customer = await linkStripeCustomer(user);
    const to = await addressOf(user);
    const purchase = { ...TIDELINE, purchaseId: randomUUID(), receiptEmail: user.email, to };
    const order = await database().transaction((tx) =>
      placeOrder(tx, user, customer, purchase, Date.now()),
    );
    const event = await intentNaming(order.id);
    expect(await deliver(event)).toBe('received');
    const row = await stored(event);
    expect(row).toMatchObject({ processedAt: null, tries: 1 });
    expect(row.note).toBe(
      `parked: order ${order.reference} knows no intent ${event.data.object.id}`,
    );

    const created = { createParameters: {}, savesCard: false };
    await database().transaction((tx) => insertIntent(tx, order.id, created, Date.now()));
    expect(await workAfter(10_000)).toEqual({ tried: 1, failed: 0 });
    expect(await getOrder(order.id)).toMatchObject({ paymentState: 'paid' });
    expect((await stored(event)).note).toBe(`order ${order.reference}: succeeded`);
  });

  it('is not ours after an hour', async () => {
    const orderId = randomUUID();
    const event = await intentNaming(orderId);
    await deliver(event);
    expect((await stored(event)).note).toBe(`parked: there is no order ${orderId}`);
    passTime(30 * 60_000);
    await processDueEvents(Date.now(), 'timer');
    expect(await stored(event)).toMatchObject({ processedAt: null, tries: 2 });
    passTime(31 * 60_000);
    await processDueEvents(Date.now(), 'timer');
    expect(await stored(event)).toMatchObject({
      note: `not ours to handle: there is no order ${orderId}, an hour later`,
      nextTryAt: null,
    });
    expect((await stored(event)).processedAt).not.toBeNull();
  });
});

describe('an event of somebody else', () => {
  it('of an account that is connected to ours is left alone', async () => {
    const { orderId, event } = await paidUnheard();
    expect(await deliver({ ...event, account: 'acct_connected' })).toBe('other_account');
    expect(await findEvent(database().read, event.id)).toBeNull();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
  });

  it('that names our own account is ours', async () => {
    const { orderId, event } = await paidUnheard();
    const { stripeAccountId } = await stripeBinding();
    expect(await deliver({ ...event, account: stripeAccountId })).toBe('received');
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });
});

it('an event of another API version is handled by fetching, and says so', async () => {
  const { orderId, event } = await paidUnheard();
  expect(await deliver({ ...event, api_version: '2022-11-15' })).toBe('received');
  const order = await getOrder(orderId);
  expect(order).toMatchObject({ paymentState: 'paid' });
  expect((await stored(event)).note).toBe(
    `order ${order.reference}: succeeded (told in 2022-11-15)`,
  );
});
