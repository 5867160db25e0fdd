import fc from 'fast-check';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './testing/ask';
import { type Started, startForTest } from './testing/start';

let started: Started;
let stripe: Stripe;
beforeAll(async () => {
  started = await startForTest();
  ({ stripe } = started);
});
afterAll(() => started.close());

type Allowed = Stripe.PaymentIntentCreateParams.AllowedPaymentMethodType[];
const create = (
  currency: string,
  allowed_payment_method_types: Allowed,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
) =>
  stripe.paymentIntents.create({ amount: 4_800, currency, allowed_payment_method_types, ...more });

const post = async (path: string, form: string) => {
  const { status, body } = await ask(started.local.url, `POST ${path}`, form);
  return { status, code: body.error?.code, message: body.error?.message };
};

const RIVALS = [
  ['automatic_payment_methods', 'automatic_payment_methods[enabled]=true'],
  ['excluded_payment_method_types', 'excluded_payment_method_types[]=sepa_debit'],
  ['payment_method_configuration', 'payment_method_configuration=pmc_1abc'],
] as const;

describe('allowed_payment_method_types', () => {
  it.each(RIVALS)('is not taken beside %s, wherever both can be said', async (rival, form) => {
    const { id } = await create('eur', ['card']);
    const { id: setup } = await stripe.setupIntents.create();
    const allowed = 'allowed_payment_method_types[]=card';
    const paths = [
      ['/v1/payment_intents', `amount=100&currency=eur&`],
      [`/v1/payment_intents/${id}`, ''],
      ['/v1/setup_intents', ''],
      [`/v1/setup_intents/${setup}`, ''],
      ...(rival === 'excluded_payment_method_types'
        ? [[`/v1/payment_intents/${id}/confirm`, 'payment_method=pm_card_visa&'] as const]
        : []),
    ] as const;
    for (const [path, rest] of paths) {
      const answer = await post(path, `${rest}${allowed}&${form}`);
      // An update of a set-up takes fewer parameters, and says so before.
      if (answer.code === 'parameter_unknown') continue;
      expect({ path, ...answer }).toEqual({
        path,
        status: 400,
        code: 'parameters_exclusive',
        message: `You may only specify one of these parameters: allowed_payment_method_types, ${rival}.`,
      });
    }
  });

  it('drops what does not suit the currency, and takes it up again with another', async () => {
    const wanted: Allowed = ['card', 'sepa_debit', 'us_bank_account', 'link'];
    const intent = await create('eur', wanted);
    expect(intent.allowed_payment_method_types).toEqual(wanted);
    expect(intent.payment_method_types).toEqual(['card', 'sepa_debit', 'link']);
    const dollars = await stripe.paymentIntents.update(intent.id, { currency: 'usd' });
    expect(dollars.payment_method_types).toEqual(['card', 'us_bank_account', 'link']);
    expect(dollars.allowed_payment_method_types).toEqual(wanted);
  });

  it('drops what cannot be authorized first', async () => {
    const intent = await create('eur', ['card', 'sepa_debit'], { capture_method: 'manual' });
    expect(intent.payment_method_types).toEqual(['card']);
  });

  it('is refused where nothing is left of it', async () => {
    await expect(create('usd', ['sepa_debit'])).rejects.toMatchObject({
      code: 'payment_intent_invalid_parameter',
      message: expect.stringContaining('No valid payment method types') as string,
    });
  });

  it('does not ask a set-up for a currency', async () => {
    const setup = await stripe.setupIntents.create({
      allowed_payment_method_types: ['card', 'sepa_debit'],
    });
    expect(setup.payment_method_types).toEqual(['card', 'sepa_debit']);
  });

  it('is kept as it was said, in its order, and never pays with what was dropped', async () => {
    const types = fc.uniqueArray(
      fc.constantFrom<Allowed[number]>('card', 'sepa_debit', 'ideal', 'twint', 'boleto', 'link'),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(types, fc.constantFrom('eur', 'chf', 'brl'), async (wanted, currency) => {
        const intent = await create(currency, [
          'card',
          ...wanted.filter((type) => type !== 'card'),
        ]);
        const left = intent.payment_method_types;
        expect(intent.allowed_payment_method_types?.filter((type) => left.includes(type))).toEqual(
          left,
        );
        expect(left.includes('sepa_debit')).toBe(
          wanted.includes('sepa_debit') && currency === 'eur',
        );
        expect(left.includes('twint')).toBe(wanted.includes('twint') && currency === 'chf');
      }),
      { numRuns: 20 },
    );
  });
});

describe('the dashboard’s types', () => {
  it('leave out what is excluded, and a configuration is named', async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 4_800,
      currency: 'eur',
      excluded_payment_method_types: ['card'],
      payment_method_configuration: 'pmc_1abc',
    });
    expect(intent).toMatchObject({
      allowed_payment_method_types: null,
      excluded_payment_method_types: ['card'],
      payment_method_configuration_details: { id: 'pmc_1abc' },
      payment_method_types: ['link'],
    });
    const later = await stripe.paymentIntents.update(intent.id, { amount: 4_900 });
    expect(later).toMatchObject({
      excluded_payment_method_types: ['card'],
      payment_method_configuration_details: { id: 'pmc_1abc' },
      payment_method_types: ['link'],
    });
  });
});
