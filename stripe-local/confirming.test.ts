import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_CONFIRMS } from './resources/objects/payment-intent-object';
import { sdkFor, type Started, startForTest } from './testing/start';

let started: Started;
let stripe: Stripe;

beforeAll(async () => {
  started = await startForTest();
  ({ stripe } = started);
});
afterAll(() => started.close());

const refusal = async (promise: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

const card = { allowed_payment_method_types: ['card' as const] };
const euros = { amount: 4800, currency: 'eur', ...card };

const authenticationOf = (intent: {
  next_action: Stripe.PaymentIntent.NextAction | Stripe.SetupIntent.NextAction | null;
}) => (intent.next_action?.use_stripe_sdk as unknown as { source: string }).source;

describe('with manual confirmation', () => {
  const begin = async (method: string) => {
    const intent = await stripe.paymentIntents.create({
      ...euros,
      confirmation_method: 'manual',
      payment_method: method,
      confirm: true,
      use_stripe_sdk: true,
    });
    return { intent, state: () => stripe.paymentIntents.retrieve(intent.id) };
  };

  it('a passed challenge charges nothing until the server confirms once more', async () => {
    const { intent, state } = await begin('pm_card_authenticationRequiredOnSetup');
    await started.control.authenticate(authenticationOf(intent));
    expect(await state()).toMatchObject({
      status: 'requires_confirmation',
      next_action: null,
      latest_charge: null,
    });
    expect((await stripe.paymentIntents.confirm(intent.id)).status).toBe('succeeded');
  });

  it('another card or amount has to be authenticated anew', async () => {
    const { intent } = await begin('pm_card_authenticationRequired');
    await started.control.authenticate(authenticationOf(intent));
    await stripe.paymentIntents.update(intent.id, { amount: 9_900 });
    expect((await stripe.paymentIntents.confirm(intent.id)).status).toBe('requires_action');
  });

  it('what the bank says after the challenge comes with the second confirm', async () => {
    const { intent, state } = await begin(
      'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
    );
    await started.control.authenticate(authenticationOf(intent));
    expect((await state()).status).toBe('requires_confirmation');
    const declined = await refusal(stripe.paymentIntents.confirm(intent.id));
    expect(declined.decline_code).toBe('insufficient_funds');
  });

  it('a browser may not confirm', async () => {
    const intent = await stripe.paymentIntents.create({ ...euros, confirmation_method: 'manual' });
    const refused = await refusal(
      sdkFor(started.local.url, 'pk_test_local').paymentIntents.confirm(intent.id, {
        client_secret: intent.client_secret ?? '',
        payment_method: 'pm_card_visa',
      } as Stripe.PaymentIntentConfirmParams),
    );
    expect(refused.param).toBe('confirmation_method');
  });
});

describe('an intent that is confirmed over and over', () => {
  const declined = { payment_method: 'pm_card_chargeDeclined' };

  it('is canceled by itself: a payment', async () => {
    const { id } = await stripe.paymentIntents.create(euros);
    for (let time = 0; time < MOST_CONFIRMS; time++) {
      await refusal(stripe.paymentIntents.confirm(id, declined));
    }
    const ended = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(ended).toMatchObject({ status: 'canceled', cancellation_reason: 'automatic' });
    expect((await stripe.events.list({ type: 'payment_intent.canceled' })).data).toHaveLength(1);
  });

  it('is canceled by itself: a set-up', async () => {
    const { id } = await stripe.setupIntents.create(card);
    for (let time = 0; time < MOST_CONFIRMS; time++) {
      await refusal(stripe.setupIntents.confirm(id, declined));
    }
    const ended = await stripe.setupIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(ended.status).toBe('canceled');
  });
});
