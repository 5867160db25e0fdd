import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { findEvent } from '@/db/queries/webhook-events';
import type { User } from '@/db/queries/users';
import { linkStripeCustomer } from '../customers/link-customer';
import { database } from '../database';
import { beginAttempt } from '../orders/checkout/begin-attempt';
import { placeOrder } from '../orders/place-order';
import { sendAttempt } from '../orders/attempts/send-attempt';
import type { Begun } from '../orders/attempts/write-attempt';
import { processDueEvents } from '../reconcile/steps/due-events';
import { STRIPE_API_VERSION } from '../stripe/client';
import { createIntent } from '../stripe/intents';
import { openFileShop } from '../testing/file-shop';
import {
  addressOf,
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  TIDELINE,
} from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import type { EventAtStripe } from '../testing/stripe-api';
import { openWebhookEndpoint } from '../testing/webhook-endpoint';
import { inboxIsDrained, takeUpLeft } from './take-up';
import { deliverWebhook } from '../testing/deliver';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let user: User;
let card: Card;
beforeEach(async () => {
  user = await aShopper();
  card = await addCard(shop.stripe, user, 'pm_card_visa');
});
afterEach(async () => {
  vi.useRealTimers();
  await control.disarm();
});

const deliver = (event: EventAtStripe) => {
  const body = JSON.stringify(event);
  return deliverWebhook(body, signatureOf(body));
};
const stored = async ({ id }: EventAtStripe) => findEvent(database().read, id);
const asked = async () =>
  (await control.requests()).map(
    ({ method, path }) => `${method} ${path.replace(/_[^/]{9,}/, '')}`,
  );

/** A click whose attempt is written down, and goes out with `send`. */
async function aClick(): Promise<Begun> {
  const customer = await linkStripeCustomer(user);
  const to = await addressOf(user);
  const purchase = { ...TIDELINE, purchaseId: randomUUID(), receiptEmail: user.email, to };
  return database().transaction(async (tx) => {
    const at = Date.now();
    const order = await placeOrder(tx, user, customer, purchase, at);
    return beginAttempt(tx, user, customer, { order, cardId: card.id }, at);
  });
}

/** The click's call arrives and charges, and its answer is still on its way. */
async function charge({ attempt: { key, parameters } }: Begun): Promise<EventAtStripe> {
  if (key === null) throw new Error('the click has no key');
  const { report } = await createIntent(key, parameters);
  const about = (await shop.stripe.events('payment_intent.succeeded')).find(
    ({ data }) => data.object.id === report.stripeIntentId,
  );
  if (!about) throw new Error('nothing was charged');
  await control.forgetRequests();
  return { ...about, api_version: STRIPE_API_VERSION };
}

describe('an event that comes while its click is sending', () => {
  it('waits for the click’s own answer, and then nobody is asked', async () => {
    const click = await aClick();
    const event = await charge(click);
    await deliver(event);
    expect(await stored(event)).toMatchObject({ processedAt: null, tries: 0, note: null });
    expect(await asked()).toEqual([]);
    await sendAttempt(click);
    await inboxIsDrained();
    const { reference } = await getOrder(click.order.id);
    expect(await stored(event)).toMatchObject({ note: `order ${reference}: known already` });
    expect(await attemptsOf(click.order.id)).toMatchObject([{ outcome: 'succeeded' }]);
    expect(await asked()).toEqual(['POST /v1/payment_intents']);
  });

  it('is followed where the click does not hear its answer', async () => {
    const click = await aClick();
    const event = await charge(click);
    await deliver(event);
    await control.arm({ route: 'POST /v1/payment_intents', kind: 'reset_before', times: 100 });
    await expect(sendAttempt(click)).rejects.toMatchObject({ fault: 'unknown' });
    await inboxIsDrained();
    expect(await getOrder(click.order.id)).toMatchObject({ paymentState: 'paid' });
    expect((await stored(event))?.processedAt).not.toBeNull();
  });

  it('is followed by whoever comes by where the click’s server died', async () => {
    const click = await aClick();
    const event = await charge(click);
    await deliver(event);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 });
    expect(await processDueEvents(Date.now(), 'timer')).toEqual({ tried: 1, failed: 0 });
    expect(await getOrder(click.order.id)).toMatchObject({ paymentState: 'paid' });
  });

  it('is followed at once by the server that comes after the one that died', async () => {
    const click = await aClick();
    const event = await charge(click);
    await deliver(event);
    expect(await getOrder(click.order.id)).toMatchObject({ paymentState: 'awaiting_payment' });
    // A SQLite file has one server, and this one began after the click.
    const began = vi.spyOn(performance, 'timeOrigin', 'get').mockReturnValue(Date.now() + 1);
    await takeUpLeft();
    await inboxIsDrained();
    began.mockRestore();
    expect(await getOrder(click.order.id)).toMatchObject({ paymentState: 'paid' });
    expect((await stored(event))?.processedAt).not.toBeNull();
  });

  it('waits for no click where it tells of money that came back', async () => {
    const click = await aClick();
    const { data } = await charge(click);
    await shop.stripe.post('refunds', { payment_intent: data.object.id, amount: 1000 });
    const [refunded] = await shop.stripe.events('charge.refunded');
    if (refunded) await deliver(refunded);
    expect(await getOrder(click.order.id)).toMatchObject({
      paymentState: 'paid',
      refundedAmount: 1000,
    });
    await sendAttempt(click);
    expect(await attemptsOf(click.order.id)).toMatchObject([{ outcome: 'succeeded' }]);
    expect(await getOrder(click.order.id)).toMatchObject({ refundedAmount: 1000 });
  });
});

it('a good purchase is one call to Stripe in all, its webhooks included', async () => {
  await openWebhookEndpoint(shop);
  const counts: number[] = [];
  for (let n = 0; n < 20; n++) {
    await control.forgetRequests();
    const { orderId } = await buy(user, card);
    await control.settle();
    await inboxIsDrained();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    counts.push((await asked()).length);
  }
  expect(counts).toEqual(counts.map(() => 1));
});
