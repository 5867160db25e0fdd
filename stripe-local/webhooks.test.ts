import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Received, receiveWebhooks, type Started, startForTest } from './testing/start';

let started: Started;
let stripe: Stripe;
let received: Received;
let secret: string;

beforeAll(async () => {
  started = await startForTest();
  ({ stripe } = started);
  received = await receiveWebhooks();
  const endpoint = await stripe.webhookEndpoints.create({
    url: received.url,
    enabled_events: ['customer.created', 'customer.updated', 'customer.deleted'],
    api_version: '2026-10-28.endive',
  });
  secret = endpoint.secret ?? '';
});
afterEach(async () => {
  received.answerWith(200);
  await started.control.setWebhooks('deliver');
  await started.control.settle();
  received.bodies.length = 0;
});
afterAll(async () => {
  await started.close();
  await received.close();
});

const types = () => received.bodies.map(({ body }) => (JSON.parse(body) as Stripe.Event).type);

it('delivers what the endpoint wants, signed, in its own version', async () => {
  const customer = await stripe.customers.create({ name: 'Before' });
  await received.waitFor(1);
  const { body, signature } = received.bodies[0] ?? { body: '', signature: '' };
  const event = stripe.webhooks.constructEvent(body, signature, secret);
  expect(event.type).toBe('customer.created');
  expect(event.api_version).toBe('2026-10-28.endive');
  expect(event.data.object).toMatchObject({ id: customer.id, name: 'Before' });
  expect(() => stripe.webhooks.constructEvent(`${body} `, signature, secret)).toThrow();
});

it('tells what a change was before', async () => {
  const customer = await stripe.customers.create({ name: 'Before', metadata: { a: '1', b: '2' } });
  await stripe.customers.update(customer.id, { name: 'After', metadata: { a: '', b: '3' } });
  const { data } = await stripe.events.list({ type: 'customer.updated', limit: 1 });
  expect(data[0]?.data.previous_attributes).toEqual({
    name: 'Before',
    metadata: { a: '1', b: '2' },
  });
});

it('tries again when the endpoint fails, as soon as the clock says so', async () => {
  received.answerWith(500);
  const customer = await stripe.customers.create();
  await received.waitFor(1);
  await started.control.settle();
  const event = (await stripe.events.list({ limit: 1 })).data[0];
  expect(event?.pending_webhooks).toBe(1);
  received.answerWith(200);
  await started.control.advance(120);
  await received.waitFor(2);
  await started.control.settle();
  const delivered = await stripe.events.retrieve(event?.id ?? '');
  expect(delivered.pending_webhooks).toBe(0);
  expect(delivered.data.object).toMatchObject({ id: customer.id });
});

it('holds events back and lets them go in another order', async () => {
  await started.control.setWebhooks('hold');
  const { id } = await stripe.customers.create();
  await stripe.customers.update(id, { name: 'Held' });
  await stripe.customers.del(id);
  expect(received.bodies).toEqual([]);
  await started.control.release('reverse');
  expect(types()).toEqual(['customer.deleted', 'customer.updated', 'customer.created']);
});

it('drops events, and sends one again as often as asked', async () => {
  await started.control.setWebhooks('drop');
  await stripe.customers.create();
  const event = (await stripe.events.list({ limit: 1 })).data[0];
  await started.control.setWebhooks('deliver');
  const sent = await started.control.send(event?.id ?? '', 2);
  expect(sent.map((delivery) => delivery.state)).toEqual(['succeeded', 'succeeded']);
  expect(types()).toEqual(['customer.created', 'customer.created']);
});

it('an issuer updates a card on request', async () => {
  const customer = await stripe.customers.create();
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  await started.control.updateCard(card.id, { exp_year: 2039, last4: '1881' });
  const { data } = await stripe.events.list({ type: 'payment_method.automatically_updated' });
  expect(data[0]?.data.object).toMatchObject({ id: card.id, card: { last4: '1881' } });
  expect(data[0]?.data.previous_attributes).toEqual({
    card: { exp_year: card.card?.exp_year, last4: '4242' },
  });
});

it('events are forgotten after thirty days', async () => {
  await stripe.customers.create();
  const old = (await stripe.events.list({ limit: 1 })).data[0];
  await started.control.advance(31 * 24 * 60 * 60);
  await stripe.customers.create();
  await expect(stripe.events.retrieve(old?.id ?? '')).rejects.toThrow('No such event');
});
