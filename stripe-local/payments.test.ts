import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const customerWith = async (method: string) => {
  const customer = await stripe.customers.create({ email: 'buyer@example.test' });
  const card = await stripe.paymentMethods.attach(method, { customer: customer.id });
  return { customer: customer.id, payment_method: card.id };
};

const card = { allowed_payment_method_types: ['card' as const] };
const euros = { amount: 4800, currency: 'eur', ...card };

const authenticationOf = (intent: {
  next_action: Stripe.PaymentIntent.NextAction | Stripe.SetupIntent.NextAction | null;
}) => (intent.next_action?.use_stripe_sdk as unknown as { source: string }).source;

describe('a payment', () => {
  it('with a saved card succeeds in one call and tells of it', async () => {
    const intent = await stripe.paymentIntents.create({
      ...euros,
      ...(await customerWith('pm_card_visa')),
      confirm: true,
      expand: ['latest_charge'],
    });
    expect(intent.status).toBe('succeeded');
    expect(intent.amount_received).toBe(4800);
    const charge = intent.latest_charge as Stripe.Charge;
    expect(charge.paid).toBe(true);
    const events = await stripe.events.list({ limit: 4 });
    expect(events.data.map((event) => event.type)).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
      'payment_intent.created',
      'payment_method.attached',
    ]);
  });

  it('that is declined keeps the intent and takes another card', async () => {
    const { customer } = await customerWith('pm_card_visa');
    const declined = await refusal(
      stripe.paymentIntents.create({
        ...euros,
        customer,
        payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds',
        confirm: true,
      }),
    );
    expect(declined.code).toBe('card_declined');
    expect(declined.decline_code).toBe('insufficient_funds');
    const id = declined.payment_intent?.id ?? '';
    const open = await stripe.paymentIntents.retrieve(id);
    expect(open.status).toBe('requires_payment_method');
    expect(open.payment_method).toBeNull();
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(paid.status).toBe('succeeded');
  });

  it('asks for 3-D Secure and goes on when the customer has answered', async () => {
    const intent = await stripe.paymentIntents.create({
      ...euros,
      ...(await customerWith('pm_card_threeDSecure2Required')),
      confirm: true,
      use_stripe_sdk: true,
      return_url: 'http://127.0.0.1:3000/return',
    });
    expect(intent.status).toBe('requires_action');
    expect(intent.next_action?.type).toBe('use_stripe_sdk');
    await started.control.authenticate(authenticationOf(intent));
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
  });

  it('goes back to choosing a card when the challenge fails', async () => {
    const intent = await stripe.paymentIntents.create({
      ...euros,
      ...(await customerWith('pm_card_threeDSecure2Required')),
      confirm: true,
    });
    await started.control.authenticate(authenticationOf(intent), false);
    const failed = await stripe.paymentIntents.retrieve(intent.id);
    expect(failed.status).toBe('requires_payment_method');
    expect(failed.last_payment_error?.code).toBe('payment_intent_authentication_failure');
  });

  it('with only a return address sends the customer away and back', async () => {
    const intent = await stripe.paymentIntents.create({
      ...euros,
      ...(await customerWith('pm_card_authenticationRequired')),
      confirm: true,
      return_url: 'http://127.0.0.1:3000/return?order=7',
    });
    expect(intent.next_action?.type).toBe('redirect_to_url');
    const away = new URL(intent.next_action?.redirect_to_url?.url ?? '');
    const id = away.pathname.split('/').at(-1) ?? '';
    const view = await started.control.authenticate(id);
    const back = new URL(view.return_url ?? '');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      order: '7',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    });
  });

  it('refuses a second confirm while the challenge is open, until the intent has another card', async () => {
    const saved = await customerWith('pm_card_threeDSecure2Required');
    const intent = await stripe.paymentIntents.create({ ...euros, ...saved, confirm: true });
    const other = await stripe.paymentMethods.attach('pm_card_visa', { customer: saved.customer });
    const refused = await refusal(
      stripe.paymentIntents.confirm(intent.id, { payment_method: other.id }),
    );
    expect(refused.code).toBe('payment_intent_unexpected_state');
    await stripe.paymentIntents.update(intent.id, { payment_method: other.id });
    expect((await stripe.paymentIntents.confirm(intent.id)).status).toBe('succeeded');
    // The challenge of the first card leads nowhere any more.
    await started.control.authenticate(authenticationOf(intent), false);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
  });

  it('off session is refused where the bank wants the customer, and on an intent that sets up', async () => {
    const saved = await customerWith('pm_card_authenticationRequired');
    const away = await refusal(
      stripe.paymentIntents.create({ ...euros, ...saved, confirm: true, off_session: true }),
    );
    expect(away.code).toBe('authentication_required');
    const both = await refusal(
      stripe.paymentIntents.create({
        ...euros,
        ...saved,
        confirm: true,
        off_session: true,
        setup_future_usage: 'off_session',
      }),
    );
    expect(both.message).toContain('setup_future_usage');
  });

  it('is captured in part, and the rest is let go', async () => {
    const saved = await customerWith('pm_card_visa');
    const held = await stripe.paymentIntents.create({
      ...euros,
      ...saved,
      capture_method: 'manual',
      confirm: true,
    });
    expect(held.status).toBe('requires_capture');
    const taken = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 4000 });
    expect(taken.status).toBe('succeeded');
    expect(taken.amount_received).toBe(4000);
    const again = await refusal(stripe.paymentIntents.capture(held.id));
    expect(again.message).toContain('remainder of the authorized amount has been released');
  });

  it('by SEPA debit is processing and then succeeds or fails', async () => {
    const pay = async (iban: string) => {
      const method = await stripe.paymentMethods.create({
        type: 'sepa_debit',
        sepa_debit: { iban },
        billing_details: { name: 'Ada', email: 'ada@example.test' },
      });
      return stripe.paymentIntents.create({
        amount: 4800,
        currency: 'eur',
        allowed_payment_method_types: ['sepa_debit'],
        payment_method: method.id,
        confirm: true,
      });
    };
    const good = await pay('DE89370400440532013000');
    const bad = await pay('DE62370400440532013001');
    expect([good.status, bad.status]).toEqual(['processing', 'processing']);
    await started.control.advance(10);
    expect((await stripe.paymentIntents.retrieve(good.id)).status).toBe('succeeded');
    expect((await stripe.paymentIntents.retrieve(bad.id)).status).toBe('requires_payment_method');
  });
});

describe('a set-up', () => {
  it('keeps the card with the customer and lets it pay off session afterwards', async () => {
    const customer = (await stripe.customers.create()).id;
    const setup = await stripe.setupIntents.create({
      ...card,
      customer,
      payment_method: 'pm_card_authenticationRequiredOnSetup',
      confirm: true,
    });
    expect(setup.status).toBe('requires_action');
    await started.control.authenticate(authenticationOf(setup));
    const done = await stripe.setupIntents.retrieve(setup.id, { expand: ['payment_method'] });
    expect(done.status).toBe('succeeded');
    const method = done.payment_method as Stripe.PaymentMethod;
    expect(method.customer).toBe(customer);
    const paid = await stripe.paymentIntents.create({
      ...euros,
      customer,
      payment_method: method.id,
      confirm: true,
      off_session: true,
    });
    expect(paid.status).toBe('succeeded');
  });
});

describe('from the browser', () => {
  it('an intent opens to its client secret only, and takes a typed card', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 1200, currency: 'eur' });
    const publishable = sdkFor(started.local.url, 'pk_test_local');
    const wrong = await refusal(
      publishable.paymentIntents.retrieve(intent.id, { client_secret: `${intent.id}_secret_no` }),
    );
    expect(wrong.param).toBe('client_secret');
    const response = await fetch(`${started.local.url}/v1/payment_intents/${intent.id}/confirm`, {
      method: 'POST',
      headers: { origin: 'http://localhost:3000' },
      body: new URLSearchParams({
        key: 'pk_test_local',
        client_secret: intent.client_secret ?? '',
        return_url: 'http://localhost:3000/return',
        'payment_method_data[type]': 'card',
        'payment_method_data[card][number]': '4242 4242 4242 4242',
        'payment_method_data[card][exp_month]': '12',
        'payment_method_data[card][exp_year]': '40',
        'payment_method_data[card][cvc]': '123',
        'payment_method_data[billing_details][address][country]': 'DE',
        expected_payment_method_type: 'card',
      }),
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    const paid = (await response.json()) as Stripe.PaymentIntent;
    expect(paid.status).toBe('succeeded');
    expect('customer' in paid).toBe(false);
  });

  it('a publishable key reads no customers', async () => {
    const refused = await refusal(sdkFor(started.local.url, 'pk_test_local').customers.list());
    expect(refused.code).toBe('secret_key_required');
  });

  it('a live key is refused', async () => {
    const refused = await refusal(sdkFor(started.local.url, 'sk_live_0123456789').customers.list());
    expect(refused.statusCode).toBe(401);
  });
});
