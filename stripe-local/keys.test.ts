import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ask } from './testing/ask';
import { sdkFor, type Started, startForTest } from './testing/start';

const KEY = 'rk_test_0123456789abcdef';
let started: Started;
let limited: Stripe;
beforeAll(async () => {
  started = await startForTest();
  limited = sdkFor(started.local.url, KEY);
});
beforeEach(() => started.control.reset());
afterAll(() => started.close());

it('a restricted key that nobody limited may do everything', async () => {
  const { id } = await limited.customers.create();
  expect((await limited.customers.retrieve(id)).id).toBe(id);
});

it('a limited key is refused with the permission that it lacks', async () => {
  await started.control.limitKey(KEY, ['rak_customer_write']);
  const account = (await started.stripe.accounts.retrieveCurrent()).id;
  const refused = await ask(
    started.local.url,
    'POST /v1/payment_intents',
    'amount=100&currency=eur',
    {
      key: KEY,
    },
  );
  expect(refused.status).toBe(403);
  expect(refused.body.error).toMatchObject({
    type: 'invalid_request_error',
    message:
      `The provided key 'rk_test_************cdef' does not have the required permissions for this endpoint on account '${account}'. ` +
      "Having the 'rak_payment_intent_write' permission would allow this request to continue.",
  });
  await expect(limited.events.list()).rejects.toBeInstanceOf(Stripe.errors.StripePermissionError);
});

it('what may be written may be read, and not the other way round', async () => {
  await started.control.limitKey(KEY, ['rak_customer_write', 'rak_charge_read']);
  expect((await limited.customers.list()).data).toEqual([]);
  expect((await limited.refunds.list()).data).toEqual([]);
  await expect(limited.refunds.create({ charge: 'ch_none' })).rejects.toThrow('rak_charge_write');
  await expect(limited.paymentMethods.list({ customer: 'cus_none' })).rejects.toThrow(
    'rak_payment_method_read',
  );
});

it('is refused before anything is looked at: an unknown id and a bad parameter tell nothing', async () => {
  await started.control.limitKey(KEY, ['rak_event_read']);
  for (const endpoint of ['POST /v1/customers/cus_none', 'POST /v1/customers?nonsense=1']) {
    expect((await ask(started.local.url, endpoint, '', { key: KEY })).status).toBe(403);
  }
});

it('the control API takes restricted test keys only', async () => {
  await expect(started.control.limitKey('sk_test_0123456789', [])).rejects.toThrow('rk_test_');
  await expect(started.control.limitKey(KEY, ['customers'])).rejects.toThrow('permissions');
});
