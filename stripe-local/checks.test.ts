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

type Checks = readonly [line1: string | null, postalCode: string | null, cvc: string | null];

const checksOf = (method: unknown): Checks => {
  const { checks } = (method as Stripe.PaymentMethod).card as Stripe.PaymentMethod.Card;
  return [
    checks?.address_line1_check ?? null,
    checks?.address_postal_code_check ?? null,
    checks?.cvc_check ?? null,
  ];
};

interface Given {
  readonly cvc?: string;
  readonly line1?: string;
  readonly postal_code?: string;
}

const typed = (number: string, { cvc, line1, postal_code }: Given) =>
  stripe.paymentMethods.create({
    type: 'card',
    card: { number, exp_month: 12, exp_year: 2040, ...(cvc ? { cvc } : {}) },
    billing_details: {
      address: { ...(line1 ? { line1 } : {}), ...(postal_code ? { postal_code } : {}) },
    },
  });

const pay = (payment_method: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 4_800,
    currency: 'eur',
    allowed_payment_method_types: ['card'],
    payment_method,
    confirm: true,
    ...more,
  });

/** The checks before and after a payment, as method, charge or refusal tell them. */
async function checksAround(id: string, more = {}): Promise<readonly [Checks, Checks]> {
  const method = await stripe.paymentMethods.retrieve(id);
  const after = await pay(method.id, more).then(
    async ({ latest_charge }) => {
      const { payment_method_details: details } = await stripe.charges.retrieve(
        latest_charge as string,
      );
      return checksOf(details);
    },
    (error: Stripe.errors.StripeError) => checksOf(error.payment_method),
  );
  return [checksOf(method), after];
}

const ALL: Given = { cvc: '123', line1: '1 Street', postal_code: '10115' };
const UNCHECKED: Checks = ['unchecked', 'unchecked', 'unchecked'];

describe('checks', () => {
  it('run on what was given, once the bank is asked', async () => {
    for (const [given, before, after] of [
      [ALL, UNCHECKED, ['pass', 'pass', 'pass']],
      [{ cvc: '123' }, [null, null, 'unchecked'], [null, null, 'pass']],
      [{ postal_code: '10115' }, [null, 'unchecked', null], [null, 'pass', null]],
      [{}, [null, null, null], [null, null, null]],
    ] as const) {
      const { id } = await typed('4242424242424242', given);
      expect(await checksAround(id)).toEqual([before, after]);
    }
  });

  it.each([
    ['4000000000000010', ['fail', 'fail', 'pass']],
    ['4000000000000028', ['fail', 'pass', 'pass']],
    ['4000000000000044', ['unavailable', 'unavailable', 'pass']],
    ['4000058400307872', ['pass', 'pass', 'fail']],
  ] as const)('of the typed %s come to what the card is for', async (number, after) => {
    expect(await checksAround((await typed(number, ALL)).id)).toEqual([UNCHECKED, after]);
  });

  it.each([
    ['pm_card_visa', [null, null, 'unchecked'], [null, null, 'pass']],
    ['pm_card_avsFail', UNCHECKED, ['fail', 'fail', 'pass']],
    ['pm_card_avsLine1Fail', ['unchecked', null, 'unchecked'], ['fail', null, 'pass']],
    ['pm_card_avsUnchecked', UNCHECKED, ['unchecked', 'unchecked', 'pass']],
    ['pm_card_avsZipFail', [null, 'unchecked', 'unchecked'], [null, 'fail', 'pass']],
    ['pm_card_chargeDeclinedIncorrectCvc', [null, null, 'unchecked'], [null, null, 'fail']],
  ] as const)('of %s are about what it is named for', async (name, before, after) => {
    expect(await checksAround(name)).toEqual([before, after]);
  });

  it.each([
    ['no bank was asked about a payment that Stripe blocks', 'pm_card_radarBlock', {}],
    ['nor without the authentication', 'pm_card_threeDSecure2Required', { off_session: true }],
    [
      'nor where authentication is an error',
      'pm_card_authenticationRequired',
      { error_on_requires_action: true },
    ],
  ])('stay unchecked: %s', async (_, name, more) => {
    const [before, after] = await checksAround(name, more);
    expect(before).toEqual([null, null, 'unchecked']);
    expect(after).toEqual(before);
  });

  it('were made where the bank itself asks for the authentication, and on attaching', async () => {
    const [, after] = await checksAround('pm_card_authenticationRequiredOnSetup', {
      off_session: true,
    });
    expect(after).toEqual([null, null, 'pass']);
    const customer = (await stripe.customers.create()).id;
    expect(
      checksOf(await stripe.paymentMethods.attach('pm_card_radarBlock', { customer })),
    ).toEqual([null, null, 'pass']);
  });
});
