import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Started, startForTest } from './testing/start';

let started: Started;
let stripe: Stripe;
beforeAll(async () => {
  started = await startForTest();
  ({ stripe } = started);
});
afterAll(() => started.close());

const euros = { amount: 4_800, currency: 'eur', allowed_payment_method_types: ['card' as const] };

/** Every place where an address can be said, and the name it has there. */
const places: readonly (readonly [string, string, (email: string) => Promise<unknown>])[] = [
  ['a new customer', 'email', (email) => stripe.customers.create({ email })],
  [
    'a customer',
    'email',
    async (email) => stripe.customers.update((await stripe.customers.create()).id, { email }),
  ],
  [
    'a new payment',
    'receipt_email',
    (receipt_email) => stripe.paymentIntents.create({ ...euros, receipt_email }),
  ],
  [
    'a payment',
    'receipt_email',
    async (receipt_email) => {
      const { id } = await stripe.paymentIntents.create(euros);
      return stripe.paymentIntents.update(id, { receipt_email });
    },
  ],
  [
    'a confirm',
    'receipt_email',
    async (receipt_email) => {
      const { id } = await stripe.paymentIntents.create(euros);
      return stripe.paymentIntents.confirm(id, { receipt_email, payment_method: 'pm_card_visa' });
    },
  ],
  [
    'a charge',
    'receipt_email',
    async (receipt_email) => {
      const { latest_charge: charge } = await stripe.paymentIntents.create({
        ...euros,
        payment_method: 'pm_card_visa',
        confirm: true,
      });
      return stripe.charges.update(charge as string, { receipt_email });
    },
  ],
  [
    'a new payment method',
    'billing_details[email]',
    (email) =>
      stripe.paymentMethods.create({
        type: 'card',
        card: { token: 'tok_visa' },
        billing_details: { email },
      }),
  ],
  [
    'a payment method',
    'billing_details[email]',
    async (email) => {
      const customer = (await stripe.customers.create()).id;
      const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
      return stripe.paymentMethods.update(id, { billing_details: { email } });
    },
  ],
];

describe.each(places)('the address of %s', (_, param, say) => {
  it('is refused where it is none, by its name', async () => {
    await expect(say('ada@example')).rejects.toMatchObject({
      statusCode: 400,
      code: 'email_invalid',
      param,
      message: 'Invalid email address: ada@example',
    });
  });
  it('is taken where it is one', async () => {
    await say('ada@example.test');
  });
});

it.each([
  'ada',
  'ada@',
  '@example.test',
  'ada@example',
  'ada@example..test',
  'ada@-example.test',
  'ada@example.t',
  'ada@example.123',
  'ada@two@example.test',
  ' ada@example.test',
  'ada@example.test ',
  'ada lovelace@example.test',
  'ada＠example.test',
  'ada@exämple.test',
  'adä@example.test',
  'ada\n@example.test',
  'ada,grace@example.test',
  `${'a'.repeat(510)}@example.test`,
])('%j is no address', async (email) => {
  await expect(stripe.customers.create({ email })).rejects.toMatchObject({ code: 'email_invalid' });
});

it.each([
  'a.d.a+books@mail.example.test',
  "o'neill@example.co.uk",
  'ada..lovelace@docomo.example.jp',
  'ADA@EXAMPLE.TEST',
  'ada_1@xn--mnchen-3ya.example',
  'ada@example.xn--p1ai',
])('%j is one', async (email) => {
  expect((await stripe.customers.create({ email })).email).toBe(email);
});

it('empty, it takes the address away', async () => {
  const { id } = await stripe.customers.create({ email: 'ada@example.test' });
  expect((await stripe.customers.update(id, { email: '' })).email).toBeNull();
});
