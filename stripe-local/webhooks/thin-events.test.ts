import type Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Received, receiveWebhooks, type Started, startForTest } from '../testing/start';

let started: Started;
let received: Received;
let secret: string;
beforeAll(async () => {
  started = await startForTest();
  received = await receiveWebhooks();
  const endpoint = { url: received.url, enabled_events: ['customer.created' as const] };
  secret = (await started.stripe.webhookEndpoints.create(endpoint)).secret ?? '';
  const off = await started.stripe.webhookEndpoints.create(endpoint);
  await started.stripe.webhookEndpoints.update(off.id, { disabled: true });
});
beforeEach(() => {
  received.bodies.length = 0;
});
afterAll(async () => {
  await started.close();
  await received.close();
});

const send = (body: object = {}) => started.control.sendThinEvent(body);

it('is a notification to the SDK, signed, and nothing that it takes for a snapshot', async () => {
  const about = { id: 'pi_1', type: 'payment_intent', url: '/v1/payment_intents/pi_1' };
  const sent = await send({ type: 'v1.payment_intent.succeeded', related_object: about });
  expect(sent.attempts).toMatchObject([{ status: 200 }]);
  expect(received.bodies).toHaveLength(1);
  const { body, signature } = received.bodies[0] ?? { body: '', signature: '' };
  const { stripe } = started;
  const notification = stripe.parseEventNotification(body, signature, secret);
  expect(notification).toMatchObject({
    id: sent.event.id,
    type: 'v1.payment_intent.succeeded',
    livemode: false,
    related_object: about,
  });
  expect(JSON.parse(body)).toMatchObject({ object: 'v2.core.event' });
  expect(JSON.parse(body)).not.toHaveProperty('data');
  expect(() => stripe.webhooks.constructEvent(body, signature, secret)).toThrow();
});

it('tells what the endpoint answered', async () => {
  received.answerWith(500);
  const sent = await send();
  received.answerWith(200);
  expect(sent).toMatchObject({
    event: { type: 'v2.core.event_destination.ping' },
    attempts: [{ status: 500 }],
  });
});

it('can be about nothing, and is no event of the API', async () => {
  const { event } = await send({ related_object: null });
  expect(event).toMatchObject({ related_object: null });
  const missing = started.stripe.events.retrieve(event.id) as Promise<Stripe.Event>;
  await expect(missing).rejects.toThrow('No such event');
});

it.each([
  [{ type: 'payment_intent.succeeded' }],
  [{ type: 1 }],
  [{ related_object: { id: 'pi' } }],
])('refuses %j', async (body) => {
  await expect(send(body)).rejects.toThrow('400');
});
