import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Started, startForTest } from '../testing/start';
import { testCards } from './catalog';
import { outcomesOf } from './outcomes';

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

/** The disputes of a payment, or how a refund of it goes. */
async function whatFollows({ id }: Stripe.PaymentIntent): Promise<string> {
  const { data } = await stripe.disputes.list({ payment_intent: id });
  if (data.length) return data.map(({ reason, status }) => `${reason} ${status}`).join(', ');
  const refund = await stripe.refunds.create({ payment_intent: id });
  await started.control.advance(10);
  const after = (await stripe.refunds.retrieve(refund.id)).status;
  return `refund ${refund.status === after ? after : `${refund.status} > ${after}`}`;
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
  it('is kept, paid with, paid with again, charged off-session, and what comes after', async () => {
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
    const paid = (await stripe.paymentIntents.list({ customer })).data.find(
      ({ status }) => status === 'succeeded',
    );
    const afterwards = paid ? await whatFollows(paid) : null;
    expect({ save, payAndSave, oneClick, offSession, afterwards }).toEqual(outcomesOf(card.number));
  });
});
