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

const pay = (payment_method: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 4_800,
    currency: 'eur',
    allowed_payment_method_types: ['card'],
    payment_method,
    confirm: true,
    ...more,
  });
const refusal = async (call: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
  call.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: unknown) => error as Stripe.errors.StripeError,
  );
const chargeOf = (id: string) => stripe.charges.retrieve(id, { expand: ['refunds'] });
const eventsAbout = async (id: string): Promise<readonly string[]> =>
  (await stripe.events.list({ limit: 100 })).data
    .filter(({ data: { object } }) => 'id' in object && object.id === id)
    .map(({ type }) => type);

// docs.stripe.com/changelog/basil/2025-03-31/remove-refund-from-partial-capture-and-payment-cancellation-flow
describe('what is let go of an authorization', () => {
  it('is no refund where a part is captured, and only that part can be refunded', async () => {
    const { id } = await pay('pm_card_visa', { capture_method: 'manual' });
    const taken = await stripe.paymentIntents.capture(id, { amount_to_capture: 3_000 });
    const charge = await chargeOf(taken.latest_charge as string);
    expect(charge).toMatchObject({
      amount: 4_800,
      amount_captured: 3_000,
      amount_refunded: 0,
      refunded: false,
      refunds: { data: [], total_count: 0 },
    });
    expect((await stripe.refunds.list({ payment_intent: id })).data).toEqual([]);
    const booked = await stripe.balanceTransactions.list({ source: charge.id });
    expect(booked.data.map(({ amount, type }) => [amount, type])).toEqual([[3_000, 'charge']]);
    expect(await eventsAbout(charge.id)).toEqual(['charge.captured', 'charge.succeeded']);
    const over = await refusal(stripe.refunds.create({ charge: charge.id, amount: 3_001 }));
    expect(over.message).toBe('Refund amount (€30.01) is greater than charge amount (€30.00)');
    const back = await stripe.refunds.create({ charge: charge.id });
    expect(back.amount).toBe(3_000);
    expect(await chargeOf(charge.id)).toMatchObject({ amount_refunded: 3_000, refunded: true });
  });

  it('is no refund where it is canceled', async () => {
    const { id } = await pay('pm_card_visa', { capture_method: 'manual' });
    const canceled = await stripe.paymentIntents.cancel(id);
    const charge = await chargeOf(canceled.latest_charge as string);
    expect(charge).toMatchObject({
      amount_captured: 0,
      amount_refunded: 0,
      captured: false,
      refunded: false,
      refunds: { data: [] },
    });
    expect(await eventsAbout(charge.id)).toEqual(['charge.succeeded']);
    expect(await eventsAbout(id)).toContain('payment_intent.canceled');
  });

  it('is not disputed', async () => {
    const { id } = await pay('pm_card_createDispute', { capture_method: 'manual' });
    await stripe.paymentIntents.capture(id, { amount_to_capture: 1_000 });
    const [dispute] = (await stripe.disputes.list({ payment_intent: id })).data;
    expect(dispute?.amount).toBe(1_000);
  });
});

it('a refusal names the amount that was compared with', async () => {
  const { latest_charge: charge } = await pay('pm_card_visa');
  const over = (amount: number) =>
    refusal(stripe.refunds.create({ charge: charge as string, amount })).then(
      ({ message }) => message,
    );
  expect(await over(4_801)).toBe('Refund amount (€48.01) is greater than charge amount (€48.00)');
  await stripe.refunds.create({ charge: charge as string, amount: 800 });
  expect(await over(4_001)).toBe(
    'Refund amount (€40.01) is greater than unrefunded amount on charge (€40.00)',
  );
  expect(await over(9_900)).toBe(
    'Refund amount (€99.00) is greater than unrefunded amount on charge (€40.00)',
  );
});

describe('a dispute', () => {
  const disputed = async (evidence: string, method = 'pm_card_createDispute') => {
    const { id, latest_charge } = await pay(method);
    const [open] = (await stripe.disputes.list({ payment_intent: id })).data;
    const dispute = open?.id ?? '';
    await stripe.disputes.update(dispute, { evidence: { uncategorized_text: evidence } });
    await started.control.advance(5);
    return { dispute, charge: latest_charge as string, intent: id };
  };

  it('that was won lets the charge be refunded again; a lost one does not', async () => {
    const won = await disputed('winning_evidence');
    expect(await stripe.disputes.retrieve(won.dispute)).toMatchObject({
      status: 'won',
      is_charge_refundable: true,
    });
    expect((await stripe.refunds.create({ charge: won.charge })).status).toBe('succeeded');
    const lost = await disputed('losing_evidence');
    expect(await stripe.disputes.retrieve(lost.dispute)).toMatchObject({
      status: 'lost',
      is_charge_refundable: false,
    });
    const refused = await refusal(stripe.refunds.create({ charge: lost.charge }));
    expect(refused.code).toBe('charge_disputed');
  });

  it('expands what Stripe documents, to any depth, also through its own transactions', async () => {
    const { dispute, charge, intent } = await disputed('winning_evidence');
    const whole = await stripe.disputes.retrieve(dispute, {
      expand: ['charge.balance_transaction', 'payment_intent.latest_charge', 'charge.dispute'],
    });
    expect(whole).toMatchObject({
      charge: { id: charge, balance_transaction: { source: charge }, dispute: { id: dispute } },
      payment_intent: { id: intent, latest_charge: { id: charge } },
    });
    const { data } = await stripe.disputes.list({
      charge,
      expand: ['data.charge', 'data.balance_transactions.source'],
    });
    expect(data).toMatchObject([
      { charge: { id: charge }, balance_transactions: [{ source: { id: dispute } }, {}] },
    ]);
    const transactions = await stripe.balanceTransactions.list({
      source: dispute,
      expand: ['data.source.charge'],
    });
    expect(transactions.data.map(({ source }) => source)).toMatchObject([
      { object: 'dispute', charge: { id: charge } },
      { object: 'dispute', charge: { id: charge } },
    ]);
    const refused = await refusal(stripe.disputes.retrieve(dispute, { expand: ['evidence'] }));
    expect(refused.message).toBe('This property cannot be expanded (evidence).');
  });

  it('says of its money when it is there, wherever it is looked at', async () => {
    const { dispute } = await disputed('winning_evidence');
    const seen = async () => {
      const { balance_transactions: own } = await stripe.disputes.retrieve(dispute);
      const id = own[0]?.id ?? '';
      const listed = (await stripe.balanceTransactions.list({ source: dispute })).data;
      const charge = (await stripe.disputes.retrieve(dispute, {
        expand: ['charge.balance_transaction'],
      })) as unknown as { charge: { balance_transaction: Stripe.BalanceTransaction } };
      return [
        own[0]?.status,
        (await stripe.balanceTransactions.retrieve(id)).status,
        listed[0]?.status,
        charge.charge.balance_transaction.status,
      ];
    };
    expect(new Set(await seen())).toEqual(new Set(['pending']));
    await started.control.advance(3 * 24 * 60 * 60);
    expect(new Set(await seen())).toEqual(new Set(['available']));
  });
});

describe('balance transactions', () => {
  it('are found by source, type and currency, in either case', async () => {
    const { latest_charge: charge } = await pay('pm_card_bypassPending');
    await stripe.refunds.create({ charge: charge as string, amount: 100 });
    const list = async (params: Stripe.BalanceTransactionListParams) =>
      (await stripe.balanceTransactions.list({ limit: 100, ...params })).data;
    const ofCharge = await list({ source: charge as string, expand: ['data.source'] });
    expect(ofCharge).toMatchObject([{ type: 'charge', source: { id: charge } }]);
    const refunds = await list({ type: 'refund', expand: ['data.source.charge'] });
    expect(refunds[0]).toMatchObject({ amount: -100, source: { charge: { id: charge } } });
    expect((await list({ currency: 'EUR' })).length).toBeGreaterThan(1);
    expect(await list({ currency: 'usd' })).toEqual([]);
    const odd = await refusal(stripe.balanceTransactions.list({ currency: 'euro' }));
    expect(odd.param).toBe('currency');
  });
});

const LIST_FILTERS = [
  ['refunds', 'charge'],
  ['refunds', 'payment_intent'],
  ['disputes', 'charge'],
  ['disputes', 'payment_intent'],
  ['charges', 'payment_intent'],
  ['charges', 'customer'],
  ['payment_intents', 'customer'],
  ['setup_intents', 'customer'],
  ['setup_intents', 'payment_method'],
  ['setup_attempts', 'setup_intent'],
  ['balance_transactions', 'source'],
  ['balance_transactions', 'payout'],
  ['payment_methods', 'customer'],
] as const;

it.each(LIST_FILTERS)(
  'a list of %s by an unknown %s is refused, and says which',
  async (of, by) => {
    const { status, body } = await ask(started.local.url, `GET /v1/${of}?${by}=xx_none`);
    expect({ status, ...body.error }).toMatchObject({
      status: 400,
      type: 'invalid_request_error',
      code: 'resource_missing',
      param: by,
      message: expect.stringMatching(/^No such \w+: 'xx_none'$/) as string,
    });
  },
);

it('a list by two things holds what is both', async () => {
  const [one, other] = [await pay('pm_card_visa'), await pay('pm_card_visa')];
  await stripe.refunds.create({ payment_intent: one.id, amount: 100 });
  const both = (payment_intent: string) =>
    stripe.refunds.list({ charge: one.latest_charge as string, payment_intent });
  expect(await both(one.id)).toMatchObject({ count: 1, data: [{ amount: 100 }] });
  expect(await both(other.id)).toMatchObject({ count: 0, data: [] });
});

it('a deleted customer’s payments are still listed', async () => {
  const customer = (await stripe.customers.create()).id;
  const { id } = await pay('pm_card_visa', { customer });
  await stripe.customers.del(customer);
  expect((await stripe.paymentIntents.list({ customer })).data).toMatchObject([{ id }]);
  expect((await stripe.charges.list({ customer })).data).toHaveLength(1);
});
