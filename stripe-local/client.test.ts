import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type FaultKind, StripeLocalClient } from './client';
import { sdkFor, type Started, startForTest } from './testing/start';

const received: string[] = [];
const receiver = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => (body += part.toString()));
  request.on('end', () => {
    received.push((JSON.parse(body) as Stripe.Event).type);
    response.end();
  });
});

let started: Started;
let stripe: Stripe;
let client: StripeLocalClient;
beforeAll(async () => {
  started = await startForTest();
  stripe = started.stripe;
  client = new StripeLocalClient(started.local.url);
  await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
  await stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
    enabled_events: ['customer.created', 'customer.deleted'],
  });
});
beforeEach(async () => {
  await client.settle();
  await client.reset();
  received.length = 0;
});
afterAll(async () => {
  await started.close();
  receiver.close();
});

const euros = { amount: 4_800, currency: 'eur', allowed_payment_method_types: ['card' as const] };
const pay = (payment_method: string) =>
  stripe.paymentIntents.create({ ...euros, payment_method, confirm: true });

it('tells how it is', async () => {
  const { id } = await stripe.accounts.retrieveCurrent();
  expect(await client.health()).toMatchObject({ ok: true, account: id, webhooks: 'deliver' });
});

it('shows what was asked, without what is secret, and forgets it', async () => {
  await stripe.paymentMethods.create({
    type: 'card',
    card: { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '987' },
  });
  const [seen] = await client.requests();
  expect(seen).toMatchObject({ method: 'POST', path: '/v1/payment_methods', status: 200 });
  expect(seen?.body).toContain('card[number]=[redacted]');
  expect(JSON.stringify(seen)).not.toMatch(/4242424242424242|987/);
  await client.forgetRequests();
  expect(await client.requests()).toEqual([]);
});

const kinds: readonly [FaultKind, charged: number, error: string][] = [
  ['timeout_before', 0, 'StripeConnectionError'],
  ['timeout_after', 1, 'StripeConnectionError'],
  ['reset_before', 0, 'StripeConnectionError'],
  ['reset_after', 1, 'StripeConnectionError'],
  ['cut', 1, 'StripeConnectionError'],
  ['429', 0, 'StripeRateLimitError'],
  ['500', 0, 'StripeAPIError'],
];
it.each(kinds)('arms %s: %d charges stand', async (kind, charged, error) => {
  // Only where no answer comes: elsewhere a busy machine would make a time-out of a slow one.
  const patience = kind.startsWith('timeout') ? { timeout: 400 } : {};
  const sdk = sdkFor(started.local.url, 'sk_test_client', patience);
  // The SDK repeats a call whose connection was reset once by itself, with the same key.
  const times = kind.startsWith('reset') ? 2 : 1;
  await client.arm({ route: 'POST /v1/payment_intents', kind, times });
  expect(await client.faults()).toMatchObject([{ kind, times }]);
  const failed: unknown = await sdk.paymentIntents
    .create(
      { ...euros, payment_method: 'pm_card_visa', confirm: true },
      { idempotencyKey: `once ${kind}` },
    )
    .catch((refused: unknown) => refused);
  expect(failed).toMatchObject({ type: error });
  expect(await client.faults()).toEqual([]);
  expect((await stripe.charges.list()).data).toHaveLength(charged);
});

it('slows a route down, as often as it was told', async () => {
  await client.arm({ route: 'GET /v1/*', kind: 'latency', ms: [300, 400], times: 2 });
  const took = async () => {
    const before = performance.now();
    await stripe.customers.list();
    return performance.now() - before;
  };
  expect(await took()).toBeGreaterThan(290);
  expect(await took()).toBeGreaterThan(290);
  expect(await client.faults()).toEqual([]);
});

it('disarms what was not used', async () => {
  await client.arm({ route: '* /v1/customers', kind: '500', times: 3 });
  await client.disarm();
  expect((await stripe.customers.list()).data).toEqual([]);
});

it('limits a restricted key', async () => {
  const key = 'rk_test_of_the_client';
  await client.limitKey(key, ['rak_customer_write']);
  const limited = sdkFor(started.local.url, key);
  expect((await limited.customers.list()).data).toEqual([]);
  await expect(limited.events.list()).rejects.toThrow('rak_event_read');
});

it('moves time on', async () => {
  const { now } = await client.health();
  expect((await client.advance(3_600)).now).toBeGreaterThanOrEqual(now + 3_600_000);
});

it('goes back to a state that was kept', async () => {
  const { id } = await stripe.customers.create();
  await client.snapshot('one customer');
  await stripe.customers.del(id);
  await client.restore('one customer');
  expect((await stripe.customers.list()).data.map((customer) => customer.id)).toEqual([id]);
  await expect(client.restore('never kept')).rejects.toThrow('never kept');
});

it('holds webhooks, lets them go backwards, drops them, and sends one twice', async () => {
  await client.setWebhooks('hold');
  await stripe.customers.del((await stripe.customers.create()).id);
  const { mode, deliveries } = await client.webhooks();
  expect([mode, ...deliveries.map(({ state }) => state)]).toEqual(['hold', 'held', 'held']);
  await client.release('reverse');
  expect(received).toEqual(['customer.deleted', 'customer.created']);
  await client.setWebhooks('drop');
  await stripe.customers.create();
  await client.settle();
  expect(received).toHaveLength(2);
  await client.setWebhooks('deliver');
  const [event] = (await stripe.events.list({ type: 'customer.created' })).data;
  const sent = await client.send(event?.id ?? '', 2);
  expect(sent.map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
  expect(received).toHaveLength(4);
});

it('does what banks do: updates and expires cards, opens and decides disputes', async () => {
  const customer = (await stripe.customers.create()).id;
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  await client.updateCard(card.id, { exp_year: 2041, last4: '9999' });
  expect((await stripe.paymentMethods.retrieve(card.id)).card).toMatchObject({
    exp_year: 2041,
    last4: '9999',
  });
  await client.expireCard(card.id);
  const { exp_month = 0, exp_year = 0 } =
    (await stripe.paymentMethods.retrieve(card.id)).card ?? {};
  const now = new Date();
  const monthsAgo = (now.getUTCFullYear() - exp_year) * 12 + now.getUTCMonth() + 1 - exp_month;
  // The last month is not over everywhere on the first day of this one.
  expect(monthsAgo).toBeGreaterThan(1);
  const charge = { ...euros, customer, payment_method: card.id, confirm: true };
  await expect(stripe.paymentIntents.create(charge)).rejects.toMatchObject({
    code: 'expired_card',
  });
  const paid = await pay('pm_card_visa');
  const dispute = await client.openDispute(paid.latest_charge as string, 'inquiry');
  expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_needs_response');
  await client.decideDispute(dispute.id, 'warning_closed');
  expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_closed');
});

it('lets an issuer decline for a while, and go on as before', async () => {
  const customer = (await stripe.customers.create()).id;
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  const charge = { ...euros, customer, payment_method: card.id, confirm: true };
  await client.declineNext(card.id, 'lost_card');
  await expect(stripe.paymentIntents.create(charge)).rejects.toMatchObject({
    decline_code: 'lost_card',
    raw: { advice_code: 'do_not_try_again' },
  });
  await client.declineNext(card.id, 'insufficient_funds', 2);
  for (const off_session of [true, false]) {
    await expect(stripe.paymentIntents.create({ ...charge, off_session })).rejects.toMatchObject({
      decline_code: 'insufficient_funds',
      raw: { advice_code: 'try_again_later' },
    });
  }
  expect((await stripe.paymentIntents.create(charge)).status).toBe('succeeded');
  await expect(client.declineNext(card.id, 'bad_mood')).rejects.toThrow(/400 .*decline is one of/);
});

it('cancels a refund that is on its way, and no other', async () => {
  const { id, latest_charge: charge } = await pay('pm_card_pendingRefund');
  const refund = await stripe.refunds.create({ payment_intent: id, amount: 800 });
  expect((await client.cancelRefund(refund.id)).status).toBe('canceled');
  expect(await stripe.charges.retrieve(charge as string)).toMatchObject({ amount_refunded: 0 });
  await client.advance(10);
  expect((await stripe.refunds.retrieve(refund.id)).status).toBe('canceled');
  await expect(client.cancelRefund(refund.id)).rejects.toThrow('unsupported');
});

it.each([
  [true, 'succeeded'],
  [false, 'requires_payment_method'],
])('answers a challenge: passed %s', async (passed, status) => {
  const intent = await pay('pm_card_threeDSecure2Required');
  const { source } = intent.next_action?.use_stripe_sdk as unknown as { source: string };
  await client.authenticate(source, passed);
  expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
});

it('says what it did not understand', async () => {
  await expect(client.expireCard('pm_none')).rejects.toThrow(/400 .*pm_none/);
});
