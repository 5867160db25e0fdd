import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Started, startForTest } from './testing/start';

let started: Started;
let stripe: Stripe;
beforeAll(async () => {
  started = await startForTest();
  ({ stripe } = started);
});
afterAll(() => started.close());

const euros = { amount: 4_800, currency: 'eur', allowed_payment_method_types: ['card' as const] };
const text = (length: number) => 'x'.repeat(length);

it.each<[string, string, number, (value: string) => Promise<unknown>]>([
  ['name of a customer', 'name', 256, (name) => stripe.customers.create({ name })],
  [
    'description of a payment',
    'description',
    1_000,
    (description) => stripe.paymentIntents.create({ ...euros, description }),
  ],
  [
    'value of metadata',
    'metadata',
    500,
    (value) => stripe.customers.create({ metadata: { note: value } }),
  ],
  [
    'key of metadata',
    'metadata',
    40,
    (key) => stripe.customers.create({ metadata: { [key]: 'x' } }),
  ],
])('a %s that is too long is refused, and named', async (_what, param, longest, send) => {
  await send(text(longest));
  await expect(send(text(longest + 1))).rejects.toMatchObject({ statusCode: 400, param });
});
