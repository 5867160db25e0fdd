import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { sdkFor, type Started, startForTest } from './testing/start';

let started: Started;
let stripe: Stripe;

beforeAll(async () => {
  started = await startForTest();
  ({ stripe } = started);
});
afterEach(() => started.control.disarm());
afterAll(() => started.close());

const bought = {
  amount: 4800,
  currency: 'eur',
  allowed_payment_method_types: ['card' as const],
  payment_method: 'pm_card_visa',
  confirm: true,
};
const route = 'POST /v1/payment_intents';
const intents = async () => (await stripe.paymentIntents.list({ limit: 100 })).data.length;

it('the same key and parameters give the same answer, and nothing happens twice', async () => {
  const first = await stripe.paymentIntents.create(bought, { idempotencyKey: 'same' });
  const count = await intents();
  const second = await stripe.paymentIntents.create(bought, { idempotencyKey: 'same' });
  expect(second.id).toBe(first.id);
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(await intents()).toBe(count);
});

it('the same key with other parameters is refused', async () => {
  await stripe.paymentIntents.create(bought, { idempotencyKey: 'other' });
  const changed = stripe.paymentIntents.create(
    { ...bought, amount: 4900 },
    { idempotencyKey: 'other' },
  );
  await expect(changed).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
});

it('a validation failure is not kept, a decline is', async () => {
  const key = { idempotencyKey: 'validated' };
  const wrong = { ...bought, nonsense: '1' } as Stripe.PaymentIntentCreateParams;
  await expect(stripe.paymentIntents.create(wrong, key)).rejects.toMatchObject({
    code: 'parameter_unknown',
  });
  expect((await stripe.paymentIntents.create(bought, key)).status).toBe('succeeded');

  const declined = { ...bought, payment_method: 'pm_card_chargeDeclined' };
  const again = { idempotencyKey: 'declined' };
  const id = () =>
    stripe.paymentIntents.create(declined, again).then(
      () => 'not declined',
      (error: Stripe.errors.StripeError) => error.payment_intent?.id,
    );
  expect(await id()).toBe(await id());
});

it('a key is free again after a day', async () => {
  const key = { idempotencyKey: 'yesterday' };
  const first = await stripe.customers.create({}, key);
  await started.control.advance(25 * 60 * 60);
  expect((await stripe.customers.create({}, key)).id).not.toBe(first.id);
});

it('a key in use answers 409', async () => {
  await started.control.arm({ route, kind: 'latency', ms: 400 });
  const key = { idempotencyKey: 'at once' };
  const slow = stripe.paymentIntents.create(bought, key);
  // The slow one is under way as soon as its fault has been used up.
  while ((await started.control.faults()).length) continue;
  await expect(stripe.paymentIntents.create(bought, key)).rejects.toMatchObject({
    statusCode: 409,
  });
  expect((await slow).status).toBe('succeeded');
});

it('a 500 is replayed like any answer', async () => {
  await started.control.arm({ route, kind: '500' });
  const key = { idempotencyKey: 'broken' };
  await expect(stripe.paymentIntents.create(bought, key)).rejects.toMatchObject({
    statusCode: 500,
  });
  await expect(stripe.paymentIntents.create(bought, key)).rejects.toMatchObject({
    statusCode: 500,
  });
  expect(await started.control.faults()).toEqual([]);
});

it('a 500 does not take the place of an answer that was kept before', async () => {
  const key = { idempotencyKey: 'broken later' };
  const first = await stripe.paymentIntents.create(bought, key);
  await started.control.arm({ route, kind: '500' });
  await expect(stripe.paymentIntents.create(bought, key)).rejects.toMatchObject({
    statusCode: 500,
  });
  expect((await stripe.paymentIntents.create(bought, key)).id).toBe(first.id);
});

it.each([
  ['timeout_before', 0],
  ['reset_before', 0],
  ['timeout_after', 1],
  ['reset_after', 1],
  ['cut', 1],
] as const)('after %s the charge stands %i times', async (kind, charged) => {
  const before = await intents();
  await started.control.arm({ route, kind });
  const impatient = sdkFor(started.local.url, 'sk_test_local', { timeout: 300 });
  // The SDK repeats once by itself when a connection was reset; the key keeps that from counting.
  const key = { idempotencyKey: `lost ${kind}` };
  await started.control.forgetRequests();
  const outcome = await impatient.paymentIntents.create(bought, key).then(
    () => 'answered',
    (error: Error) => error.constructor.name,
  );
  const made = (await intents()) - before;
  expect(made).toBe(outcome === 'answered' ? 1 : charged);
  const settled = await stripe.paymentIntents.create(bought, key);
  expect(settled.status).toBe('succeeded');
  expect((await intents()) - before).toBe(1);
});

it('too many requests', async () => {
  await started.control.arm({ route: 'GET /v1/*', kind: '429', times: 2 });
  await expect(stripe.customers.list()).rejects.toMatchObject({ type: 'StripeRateLimitError' });
  await expect(stripe.events.list()).rejects.toMatchObject({ type: 'StripeRateLimitError' });
  await expect(stripe.events.list()).resolves.toBeDefined();
});

it('what was asked is seen, without card numbers and secrets', async () => {
  await started.control.forgetRequests();
  await stripe.paymentMethods.create({
    type: 'card',
    card: { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123' },
  });
  const [seen] = await started.control.requests();
  expect(seen).toMatchObject({ method: 'POST', path: '/v1/payment_methods', status: 200 });
  expect(seen?.body).not.toContain('4242');
  expect(seen?.body).not.toContain('123');
});

it.each([
  ['arrive', 1],
  ['lost', 0],
] as const)('a request that is held can %s after its sender has gone', async (fate, charged) => {
  const before = await intents();
  await started.control.arm({ route, kind: 'hold' });
  const impatient = sdkFor(started.local.url, 'sk_test_local', { timeout: 300 });
  await expect(
    impatient.paymentIntents.create(bought, { idempotencyKey: `held ${fate}` }),
  ).rejects.toMatchObject({ type: 'StripeConnectionError' });
  expect(await started.control.holds()).toEqual([{ method: 'POST', path: '/v1/payment_intents' }]);
  expect(await intents()).toBe(before);
  expect(await started.control.endHolds(fate)).toBe(1);
  expect((await intents()) - before).toBe(charged);
  expect(await started.control.holds()).toEqual([]);
});
