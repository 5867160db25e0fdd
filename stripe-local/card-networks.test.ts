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

type Preferred = Stripe.PaymentMethodUpdateParams.Card.Networks.Preferred;

const make = (number: string, preferred?: Preferred) =>
  stripe.paymentMethods.create({
    type: 'card',
    card: {
      number,
      exp_month: 12,
      exp_year: 2040,
      ...(preferred ? { networks: { preferred } } : {}),
    },
  });
const shown = ({ card }: Stripe.PaymentMethod) => [
  card?.brand,
  card?.display_brand,
  card?.networks?.available,
  card?.networks?.preferred,
];
const VISA = ['cartes_bancaires', 'visa'];
const MASTERCARD = ['cartes_bancaires', 'mastercard'];

it.each([
  ['4242424242424242', 'visa', 'visa'],
  ['5555555555554444', 'mastercard', 'mastercard'],
  ['378282246310005', 'amex', 'american_express'],
  ['3056930009020004', 'diners', 'diners_club'],
  ['36227206271667', 'diners', 'diners_club'],
  ['6011111111111117', 'discover', 'discover'],
  ['3566002020360505', 'jcb', 'jcb'],
  ['6200000000000005', 'unionpay', 'union_pay'],
  ['6205500000000000004', 'unionpay', 'union_pay'],
  ['5062210000000009', 'carnet', 'other'],
])('%s has the brand %s and shows %s', async (number, brand, display) => {
  expect(shown(await make(number)).slice(0, 2)).toEqual([brand, display]);
});

describe('a co-badged card', () => {
  it.each([
    ['4000002500001001', undefined, ['visa', 'visa', VISA, null]],
    ['4000002500001001', 'visa', ['visa', 'visa', VISA, 'visa']],
    [
      '4000002500001001',
      'cartes_bancaires',
      ['visa', 'cartes_bancaires', VISA, 'cartes_bancaires'],
    ],
    [
      '5555552500001001',
      'cartes_bancaires',
      ['mastercard', 'cartes_bancaires', MASTERCARD, 'cartes_bancaires'],
    ],
    ['5555552500001001', 'visa', ['mastercard', 'mastercard', MASTERCARD, 'invalid_preference']],
    ['4242424242424242', 'cartes_bancaires', ['visa', 'visa', ['visa'], 'invalid_preference']],
  ] as const)('%s with %s chosen', async (number, preferred, expected) => {
    expect(shown(await make(number, preferred))).toEqual(expected);
  });

  it('is asked for a network that exists', async () => {
    const create = make('4000002500001001', 'amex');
    await expect(create).rejects.toMatchObject({ param: 'card[networks][preferred]' });
  });

  it('can be chosen anew and no more, and each change is told', async () => {
    const customer = (await stripe.customers.create()).id;
    const { id } = await stripe.paymentMethods.attach('pm_card_visa_cartesBancaires', { customer });
    const choose = (preferred: '' | 'cartes_bancaires' | 'mastercard' | 'visa') =>
      stripe.paymentMethods.update(id, { card: { networks: { preferred } } });
    expect(shown(await choose('cartes_bancaires')).slice(1)).toEqual([
      'cartes_bancaires',
      VISA,
      'cartes_bancaires',
    ]);
    const latest = async () =>
      (await stripe.events.list({ type: 'payment_method.updated' })).data.filter(
        ({ data: { object } }) => (object as Stripe.PaymentMethod).id === id,
      );
    const [told] = await latest();
    expect(told?.data).toMatchObject({
      object: { card: { display_brand: 'cartes_bancaires' } },
      previous_attributes: { card: { display_brand: 'visa', networks: { preferred: null } } },
    });
    await choose('cartes_bancaires');
    expect(await latest()).toHaveLength(1);
    // A date alone leaves the choice as it is.
    const dated = await stripe.paymentMethods.update(id, { card: { exp_year: 2041 } });
    expect(shown(dated)[1]).toBe('cartes_bancaires');
    expect(shown(await choose('mastercard')).slice(1)).toEqual([
      'visa',
      VISA,
      'invalid_preference',
    ]);
    expect(shown(await choose('')).slice(1)).toEqual(['visa', VISA, null]);
  });

  it('is paid over the network that was chosen', async () => {
    const pay = async (method: Stripe.PaymentMethod, network?: 'visa') => {
      const { latest_charge } = await stripe.paymentIntents.create({
        amount: 4_800,
        currency: 'eur',
        allowed_payment_method_types: ['card'],
        payment_method: method.id,
        confirm: true,
        ...(network ? { payment_method_options: { card: { network } } } : {}),
      });
      const charge = await stripe.charges.retrieve(latest_charge as string);
      return charge.payment_method_details?.card?.network;
    };
    const number = '4000002500001001';
    expect(await pay(await make(number, 'visa'))).toBe('visa');
    expect(await pay(await make(number, 'cartes_bancaires'))).toBe('cartes_bancaires');
    expect(await pay(await make(number, 'cartes_bancaires'), 'visa')).toBe('visa');
    expect(await pay(await make(number, 'mastercard'))).toBe('cartes_bancaires');
    expect(await pay(await make('4242424242424242', 'cartes_bancaires'))).toBe('visa');
  });
});
