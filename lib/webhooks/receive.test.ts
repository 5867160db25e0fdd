import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listOrderEvents } from '@/db/queries/order-events';
import { findEvent } from '@/db/queries/webhook-events';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { signatureOf } from '../testing/signed-event';
import { openFileShop } from '../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  intentIdOf,
  typeCard,
} from '../testing/shopper';
import type { EventAtStripe } from '../testing/stripe-api';
import { findOrderView } from '../orders/view/read-orders';
import { STRIPE_API_VERSION } from '../stripe/client';
import { savingWording } from '../domain/consent';
import { startAddingCard } from '../setups/add-card';
import { listCards } from '../wallet/list-cards';
import { removeCard } from '../wallet/remove-card';
import { deliverWebhook } from '../testing/deliver';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let user: User;
beforeEach(async () => {
  user = await aShopper();
});

const deliver = (event: object) => {
  const body = JSON.stringify(event);
  return deliverWebhook(body, signatureOf(body));
};
const stored = (event: { id: string }) => findEvent(database().read, event.id);

/** The newest event of a type about one object. */
async function eventAbout(type: string, objectId: string): Promise<EventAtStripe> {
  const event = (await shop.stripe.events(type)).find(({ data }) => data.object.id === objectId);
  if (!event) throw new Error(`there is no ${type} about ${objectId}`);
  // As an endpoint gets it that was made with our version; listed, it is in the account's own.
  return { ...event, api_version: STRIPE_API_VERSION };
}

/** An order that the buyer's browser has paid, of which the app has not heard. */
async function paidUnheard(): Promise<{ orderId: string; event: EventAtStripe }> {
  const { orderId, clientSecret } = await typeCard(user);
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
  const intentId = await intentIdOf(orderId);
  return { orderId, event: await eventAbout('payment_intent.succeeded', intentId) };
}

describe('a signed event', () => {
  it('pays the order that the browser never came back from', async () => {
    const { orderId, event } = await paidUnheard();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    expect(await deliver(event)).toBe('received');
    const order = await getOrder(orderId);
    expect(order).toMatchObject({ paymentState: 'paid' });
    expect(await stored(event)).toMatchObject({
      tries: 1,
      note: `order ${order.reference}: succeeded`,
      livemode: false,
    });
  });

  it('has its effect once, however often it is delivered', async () => {
    const { orderId, event } = await paidUnheard();
    await deliver(event);
    const [before, story, row] = [
      await getOrder(orderId),
      await listOrderEvents(database().read, orderId),
      await stored(event),
    ];
    expect(await deliver(event)).toBe('received');
    expect(await getOrder(orderId)).toEqual(before);
    expect(await listOrderEvents(database().read, orderId)).toEqual(story);
    expect(await stored(event)).toEqual(row);
  });

  it('has its effect once where the same is delivered ten times at once', async () => {
    const { orderId, event } = await paidUnheard();
    await Promise.all(Array.from({ length: 10 }, () => deliver(event)));
    expect(await attemptsOf(orderId)).toHaveLength(1);
    const story = await listOrderEvents(database().read, orderId);
    expect(story.filter(({ type }) => type === 'payment_succeeded')).toHaveLength(1);
  });

  it('that was received but not processed is processed when it comes again', async () => {
    const { orderId, event } = await paidUnheard();
    const route = 'GET /v1/payment_intents/*';
    await control.arm({ route, kind: '500', times: 100 });
    expect(await deliver(event)).toBe('received');
    expect(await stored(event)).toMatchObject({ processedAt: null, tries: 1 });
    await control.disarm();
    await deliver(event);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect((await stored(event))?.processedAt).not.toBeNull();
  });

  it('may come in any order', async () => {
    const { orderId } = await paidUnheard();
    const intentId = await intentIdOf(orderId);
    const all = ['payment_intent.succeeded', 'payment_intent.created', 'charge.succeeded'];
    for (const type of all) {
      const objectId = type.startsWith('charge')
        ? ((await shop.stripe.intent(intentId)).latest_charge ?? '')
        : intentId;
      await deliver(await eventAbout(type, objectId));
    }
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId)).toHaveLength(1);
  });
});

describe('what is stored of an event', () => {
  it('holds no client secret, at any depth', async () => {
    const { orderId, event } = await paidUnheard();
    const secret = (await shop.stripe.intent(await intentIdOf(orderId))).client_secret;
    const nested = { ...event, deep: [{ inner: { client_secret: secret, kept: 'this' } }] };
    expect(JSON.stringify(event)).toContain(secret);
    await deliver(nested);
    const payload = JSON.stringify((await stored(event))?.payload);
    expect(payload).not.toContain('client_secret');
    expect(payload).not.toContain(secret);
    expect(payload).toContain('"kept":"this"');
    const files = [shop.databaseFile, `${shop.databaseFile}-wal`];
    const written = files.map((name) => readFileSync(name, 'latin1')).join('');
    expect(written).toContain(event.id);
    expect(written).not.toContain(secret);
  });
});

describe('a delivery that is not Stripe’s', () => {
  const body = JSON.stringify({
    id: 'evt_forged',
    object: 'event',
    type: 'payment_intent.succeeded',
    api_version: '2026-10-28.endive',
    livemode: false,
    data: { object: { id: 'pi_forged' } },
  });

  it.each([
    ['signed with another secret', body, signatureOf(body, { secret: 'whsec_other' })],
    ['signed for another body', body, signatureOf(`${body} `)],
    ['without a signature', body, ''],
    ['with junk for a signature', body, 't=now,v1=zz'],
    ['with an old scheme', body, signatureOf(body).replace('v1=', 'v0=')],
  ])('%s is refused, and not written down', async (_what, text, signature) => {
    expect(await deliverWebhook(text, signature)).toBe('bad_signature');
    expect(await stored({ id: 'evt_forged' })).toBeNull();
  });

  it('is let in with the right one: the body above is no forgery by itself', async () => {
    expect(await deliverWebhook(body, signatureOf(body))).toBe('received');
    expect(await stored({ id: 'evt_forged' })).toMatchObject({
      note: 'not ours to handle: Stripe has no pi_forged',
    });
  });

  it('of live mode is left alone by a test database', async () => {
    const live = { ...(JSON.parse(body) as object), id: 'evt_live', livemode: true };
    expect(await deliver(live)).toBe('other_mode');
    expect(await stored({ id: 'evt_live' })).toBeNull();
  });
});

describe('an event that means nothing to us', () => {
  it.each([
    ['of a type that we do not handle', 'customer.created', { id: 'cus_1' }],
    ['of a type that is newer than this code', 'toaster.popped', { id: 'toast_1' }],
    // A balance has no id, and Stripe disables an endpoint that keeps failing.
    ['about something without an id', 'balance.available', { object: 'balance' }],
  ])('%s is noted and answered', async (_what, type, object) => {
    const event = {
      id: `evt_${type}`,
      object: 'event',
      type,
      api_version: '2026-10-28.endive',
      livemode: false,
      data: { object },
    };
    expect(await deliver(event)).toBe('received');
    expect(await stored(event)).toMatchObject({ type, note: 'not ours to handle' });
  });

  it('about an intent that no order knows is noted, too', async () => {
    const foreign = await shop.stripe.post('payment_intents', { amount: 500, currency: 'eur' });
    const event = await eventAbout('payment_intent.created', foreign.id);
    expect(await deliver(event)).toBe('received');
    expect(await stored(event)).toMatchObject({ note: 'not ours to handle' });
  });
});

describe('the wallet follows events', () => {
  it('keeps a card whose owner left before the return page', async () => {
    const { clientSecret } = await startAddingCard(user, {
      consentVersion: savingWording('save_card_in_wallet', 'off_session').version,
    });
    const { id } = await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa');
    const event = await eventAbout('setup_intent.succeeded', id);
    await deliver(event);
    await deliver(event);
    expect(await listCards(user.id)).toMatchObject([{ last4: '4242', isDefault: true }]);
  });

  it('shows what an issuer has changed', async () => {
    const card = await addCard(shop.stripe, user, 'pm_card_visa');
    const id = card.stripePaymentMethodId;
    await control.updateCard(id, { last4: '1881', exp_month: 2, exp_year: 2044 });
    await deliver(await eventAbout('payment_method.automatically_updated', id));
    expect(await listCards(user.id)).toMatchObject([
      { last4: '1881', expMonth: 2, expYear: 2044, offeredAtCheckout: true },
    ]);
  });

  it('shows the brand that the owner of a co-badged card chooses', async () => {
    const card = await addCard(shop.stripe, user, 'pm_card_visa_cartesBancaires');
    const id = card.stripePaymentMethodId;
    expect(await listCards(user.id)).toMatchObject([{ brand: 'visa' }]);
    const preferred = { 'card[networks][preferred]': 'cartes_bancaires' };
    await shop.stripe.post(`payment_methods/${id}`, preferred);
    await deliver(await eventAbout('payment_method.updated', id));
    expect(await listCards(user.id)).toMatchObject([{ brand: 'cartes_bancaires' }]);
  });

  it('lets a card go that was detached in the Dashboard', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const mastercard = await addCard(shop.stripe, user, 'pm_card_mastercard');
    await shop.stripe.post(`payment_methods/${visa.stripePaymentMethodId}/detach`);
    await deliver(await eventAbout('payment_method.detached', visa.stripePaymentMethodId));
    expect(await listCards(user.id)).toMatchObject([{ id: mastercard.id, isDefault: true }]);
  });

  it('does not bring a removed card back', async () => {
    const card = await addCard(shop.stripe, user, 'pm_card_visa');
    await removeCard(user, { cardId: card.id });
    const id = card.stripePaymentMethodId;
    await deliver(await eventAbout('payment_method.attached', id));
    expect(await listCards(user.id)).toEqual([]);
  });
});

describe('refunds and disputes', () => {
  async function paid(paymentMethod = 'pm_card_visa') {
    const card = await addCard(shop.stripe, user, paymentMethod);
    const { orderId } = await buy(user, card);
    const intentId = await intentIdOf(orderId);
    const charge = (await shop.stripe.intent(intentId)).latest_charge ?? '';
    const label = async () => (await findOrderView(user.id, orderId))?.label;
    const refund = (amount: number) =>
      shop.stripe.post('refunds', { payment_intent: intentId, amount });
    const hear = async (type: string) => deliver(await eventAbout(type, charge));
    return { orderId, charge, label, refund, hear };
  }

  it('are amounts beside the payment: partially, then fully refunded', async () => {
    const { orderId, label, refund, hear } = await paid();
    await refund(1000);
    await hear('charge.refunded');
    expect(await label()).toBe('partially_refunded');
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', refundedAmount: 1000 });
    await refund(3800);
    await hear('charge.refunded');
    expect(await label()).toBe('refunded');
    const story = await listOrderEvents(database().read, orderId);
    expect(story.filter(({ type }) => type === 'refunded').map(({ data }) => data)).toEqual([
      { amount: 1000, currency: 'eur' },
      { amount: 3800, currency: 'eur' },
    ]);
  });

  it('are read as they stand now, not as an old event tells them', async () => {
    const { orderId, charge, refund, label } = await paid();
    await refund(1000);
    const old = await eventAbout('charge.refunded', charge);
    await refund(3800);
    await deliver(old);
    expect(await label()).toBe('refunded');
    expect(await getOrder(orderId)).toMatchObject({ refundedAmount: 4800 });
  });

  it('are taken back where the bank refuses the refund after all', async () => {
    const { orderId, charge, label, hear } = await paid('pm_card_refundFail');
    const intentId = await intentIdOf(orderId);
    const refund = await shop.stripe.post('refunds', { payment_intent: intentId });
    await hear('charge.refunded');
    expect(await label()).toBe('refunded');
    await control.advance(60);
    await deliver(await eventAbout('refund.failed', refund.id));
    expect(await label()).toBe('paid');
    expect(await getOrder(orderId)).toMatchObject({ refundedAmount: 0, paymentState: 'paid' });
    // The old event is only a hint: it does not bring the refund back.
    await deliver({ ...(await eventAbout('charge.refunded', charge)), id: 'evt_again' });
    expect(await label()).toBe('paid');
  });

  it.each([
    ['won', 'paid'],
    ['lost', 'dispute_lost'],
  ] as const)(
    'a dispute lies over the order while it is open, and was %s',
    async (verdict, after) => {
      const { orderId, charge, label } = await paid();
      const dispute = await control.openDispute(charge);
      await deliver(await eventAbout('charge.dispute.created', dispute.id));
      expect(await label()).toBe('disputed');
      await control.decideDispute(dispute.id, verdict);
      await deliver(await eventAbout('charge.dispute.closed', dispute.id));
      expect(await label()).toBe(after);
      expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', dispute: verdict });
    },
  );
});
