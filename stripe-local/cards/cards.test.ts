import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Started, startForTest } from '../testing/start';
import { testCards } from './catalog';

/** What becomes of a card in the four uses; a decline is told by its decline code. */
interface Outcomes {
  /** Kept by a SetupIntent. */
  readonly save: string;
  /** Paid with, and kept by the same payment. */
  readonly payAndSave: string;
  /** Paid with again, in one click; null where nothing could be kept. */
  readonly oneClick: string | null;
  /** Charged while the customer is away, after it was kept. */
  readonly offSession: string | null;
}

const all = (outcome: string): Outcomes => ({
  save: outcome,
  payAndSave: outcome,
  oneClick: null,
  offSession: null,
});
const plain: Outcomes = {
  save: 'succeeded',
  payAndSave: 'succeeded',
  oneClick: 'succeeded',
  offSession: 'succeeded',
};
const challenged = (oneClick: string, offSession: string): Outcomes => ({
  save: 'requires_action > succeeded',
  payAndSave: `requires_action > ${oneClick}`,
  oneClick: `requires_action > ${oneClick}`,
  offSession,
});
const keptButNeverPays = (decline: string): Outcomes => ({
  save: 'succeeded',
  payAndSave: decline,
  oneClick: decline,
  offSession: decline,
});

/** Cards that do something else than simply work, as Stripe documents or was recorded to do it. */
const outcomes: Readonly<Record<string, Outcomes>> = {
  '4000000000000002': all('generic_decline'),
  '4000000000009995': all('insufficient_funds'),
  '4000000000009987': all('lost_card'),
  '4000000000009979': all('stolen_card'),
  '4000000000000069': all('expired_card'),
  '4000000000000127': all('incorrect_cvc'),
  '4000000000000119': all('processing_error'),
  '4000000000006975': all('card_velocity_exceeded'),
  '4000000000000341': keptButNeverPays('generic_decline'),
  '4100000000000019': keptButNeverPays('fraudulent'),
  '4000000000004954': keptButNeverPays('fraudulent'),
  '4000000000000101': all('incorrect_cvc'),
  '4000000000000036': all('incorrect_zip'),
  '4000058400307872': plain,
  '4000002500003155': challenged('succeeded', 'succeeded'),
  '4000002760003184': challenged('succeeded', 'authentication_required'),
  '4000003800000446': challenged('succeeded', 'succeeded'),
  '4000008260003178': challenged('insufficient_funds', 'insufficient_funds'),
  '4000000000003220': challenged('succeeded', 'authentication_required'),
  '4000008400000027': challenged('succeeded', 'authentication_required'),
  '4000008400001629': {
    save: 'requires_action > generic_decline',
    payAndSave: 'requires_action > generic_decline',
    oneClick: null,
    offSession: null,
  },
  '4000008400001280': all('generic_decline'),
  '4000000000003063': challenged('succeeded', 'generic_decline'),
};

const disputes: Readonly<Record<string, readonly [reason: string, status: string]>> = {
  '4000000000000259': ['fraudulent', 'needs_response'],
  '4000000000002685': ['product_not_received', 'needs_response'],
  '4000000000001976': ['fraudulent', 'warning_needs_response'],
  '4000000404000038': ['fraudulent', 'needs_response'],
  '4000008400000779': ['noncompliant', 'needs_response'],
  '5105008400000002': ['noncompliant', 'needs_response'],
  '4000000001000043': ['fraudulent', 'needs_response'],
};

let started: Started;
let stripe: Stripe;
beforeAll(async () => {
  started = await startForTest();
  ({ stripe } = started);
});
afterAll(() => started.close());

const euros = { amount: 4800, currency: 'eur', allowed_payment_method_types: ['card' as const] };

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

const failureOf = (intent: Intent): string | undefined => {
  const error =
    intent.object === 'payment_intent' ? intent.last_payment_error : intent.last_setup_error;
  return error?.decline_code ?? error?.code;
};

/** The state an attempt comes to, through a passed challenge if there is one. */
async function outcomeOf(attempt: Promise<Intent>): Promise<string> {
  let intent: Intent;
  try {
    intent = await attempt;
  } catch (error) {
    const { decline_code: decline, code, message } = error as Stripe.errors.StripeError;
    return decline ?? code ?? message;
  }
  if (intent.status !== 'requires_action') return intent.status;
  await started.control.authenticate(
    (intent.next_action?.use_stripe_sdk as unknown as { source: string }).source,
  );
  const after: Intent =
    intent.object === 'payment_intent'
      ? await stripe.paymentIntents.retrieve(intent.id)
      : await stripe.setupIntents.retrieve(intent.id);
  return `requires_action > ${failureOf(after) ?? after.status}`;
}

// Test tokens carry a ZIP code where their check is about it; a typed card has to bring it.
const typed = async (number: string) =>
  (
    await stripe.paymentMethods.create({
      type: 'card',
      card: {
        number,
        exp_month: 12,
        exp_year: 2040,
        cvc: number.startsWith('3') && number.length === 15 ? '1234' : '123',
      },
      billing_details: { address: { postal_code: '10115', line1: '1 Street', country: 'DE' } },
    })
  ).id;

const rows = [...new Map(testCards.map((card) => [card.number, card])).values()];

describe.each(rows)('$number $names', (card) => {
  const expected = outcomes[card.number] ?? plain;

  it('is kept, paid with, paid with again and charged while away', async () => {
    const customer = (await stripe.customers.create()).id;
    const kept = await typed(card.number);
    const save = await outcomeOf(
      stripe.setupIntents.create({
        customer,
        payment_method: kept,
        confirm: true,
        allowed_payment_method_types: ['card'],
      }),
    );
    const payAndSave = await outcomeOf(
      stripe.paymentIntents.create({
        ...euros,
        customer,
        payment_method: await typed(card.number),
        setup_future_usage: 'off_session',
        confirm: true,
      }),
    );
    const isKept = (await stripe.paymentMethods.retrieve(kept)).customer === customer;
    const pay = (options: { off_session?: boolean }) =>
      outcomeOf(
        stripe.paymentIntents.create({
          ...euros,
          customer,
          payment_method: kept,
          confirm: true,
          ...options,
        }),
      );
    const oneClick = isKept ? await pay({}) : null;
    const offSession = isKept ? await pay({ off_session: true }) : null;
    expect({ save, payAndSave, oneClick, offSession }).toEqual(expected);
  });
});

it.each(Object.entries(disputes))('%s is disputed', async (number, [reason, status]) => {
  const intent = await stripe.paymentIntents.create({
    ...euros,
    payment_method: await typed(number),
    confirm: true,
  });
  const { data } = await stripe.disputes.list({ payment_intent: intent.id });
  expect(data.map((dispute) => [dispute.reason, dispute.status])).toEqual([[reason, status]]);
});

it('a card with two disputes', async () => {
  const intent = await stripe.paymentIntents.create({
    ...euros,
    payment_method: 'pm_card_createMultipleDisputes',
    confirm: true,
  });
  expect((await stripe.disputes.list({ payment_intent: intent.id })).data).toHaveLength(2);
});

it.each([
  ['pm_card_pendingRefund', 'pending', 'succeeded'],
  ['pm_card_refundFail', 'succeeded', 'failed'],
  ['pm_card_visa', 'succeeded', 'succeeded'],
])('%s: a refund is %s, then %s', async (payment_method, first, then) => {
  const intent = await stripe.paymentIntents.create({ ...euros, payment_method, confirm: true });
  const refund = await stripe.refunds.create({ payment_intent: intent.id });
  expect(refund.status).toBe(first);
  await started.control.advance(10);
  expect((await stripe.refunds.retrieve(refund.id)).status).toBe(then);
});

const shared = fileURLToPath(new URL('../../../shared/stripe/test-cards.json', import.meta.url));
const isThere = existsSync(shared);

interface DocumentedCard {
  readonly number: string;
  readonly payment_method: string | null;
  readonly token: string | null;
  readonly other_names?: readonly string[];
  readonly category: string;
  readonly brand?: string;
  readonly funding?: string;
  readonly country?: string;
}

it.skipIf(!isThere)(
  isThere
    ? 'knows every card and name that Stripe documents'
    : 'knows every card and name that Stripe documents (skipped: the list is not beside this folder)',
  () => {
    const { cards } = JSON.parse(readFileSync(shared, 'utf8')) as { cards: DocumentedCard[] };
    const numbers = new Map(testCards.map((card) => [card.number, card]));
    const names = new Set(testCards.flatMap((card) => card.names));
    for (const documented of cards.filter((card) => card.category !== 'invalid_data')) {
      const card = numbers.get(documented.number);
      expect(card, documented.number).toBeDefined();
      if (documented.brand) expect(documented.brand).toContain(card?.brand);
      if (documented.country)
        expect([documented.number, card?.country]).toEqual([documented.number, documented.country]);
      const { payment_method: method, token, other_names: others = [] } = documented;
      for (const name of [method, token, ...others]) if (name) expect(names).toContain(name);
    }
  },
);
