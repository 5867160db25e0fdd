import fc from 'fast-check';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Started, startForTest } from './testing/start';

let started: Started;
let stripe: Stripe;
beforeAll(async () => {
  started = await startForTest();
  ({ stripe } = started);
});
afterAll(() => started.close());

type Status = Stripe.PaymentIntent.Status;

/** docs.stripe.com/payments/paymentintents/lifecycle: where one call may lead. */
const arrows: Readonly<Record<string, readonly Status[]>> = {
  requires_payment_method: [
    'requires_payment_method',
    'requires_confirmation',
    'requires_action',
    'requires_capture',
    'succeeded',
    'canceled',
  ],
  requires_confirmation: [
    'requires_confirmation',
    'requires_payment_method',
    'requires_action',
    'requires_capture',
    'succeeded',
    'canceled',
  ],
  requires_action: [
    'requires_action',
    'requires_confirmation',
    'requires_payment_method',
    'requires_capture',
    'succeeded',
    'canceled',
  ],
  requires_capture: ['requires_capture', 'succeeded', 'canceled'],
  succeeded: ['succeeded'],
  canceled: ['canceled'],
};

const cards = ['pm_card_visa', 'pm_card_chargeDeclined', 'pm_card_threeDSecure2Required'];
const step = fc.oneof(
  fc.record({ do: fc.constant('confirm' as const), card: fc.constantFrom(...cards) }),
  fc.record({ do: fc.constant('update' as const), card: fc.constantFrom(...cards) }),
  fc.record({ do: fc.constant('amount' as const), amount: fc.integer({ min: 50, max: 9_999 }) }),
  fc.record({ do: fc.constant('capture' as const), amount: fc.integer({ min: -1, max: 9_999 }) }),
  fc.record({ do: fc.constant('refund' as const), amount: fc.integer({ min: -1, max: 9_999 }) }),
  fc.record({ do: fc.constant('authenticate' as const), passed: fc.boolean() }),
  fc.record({ do: fc.constant('cancel' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(id: string, next: Step, challenge: string | null): Promise<void> {
  switch (next.do) {
    case 'confirm':
      await stripe.paymentIntents.confirm(id, { payment_method: next.card });
      break;
    case 'update':
      await stripe.paymentIntents.update(id, { payment_method: next.card });
      break;
    case 'amount':
      await stripe.paymentIntents.update(id, { amount: next.amount });
      break;
    case 'capture':
      await stripe.paymentIntents.capture(id, { amount_to_capture: next.amount });
      break;
    case 'refund':
      await stripe.refunds.create({ payment_intent: id, amount: next.amount });
      break;
    case 'authenticate':
      if (challenge) await started.control.authenticate(challenge, next.passed);
      break;
    case 'cancel':
      await stripe.paymentIntents.cancel(id);
  }
}

async function checkAmounts(intent: Stripe.PaymentIntent): Promise<void> {
  const { status, amount, amount_capturable: capturable, amount_received: received } = intent;
  expect(capturable).toBe(status === 'requires_capture' ? amount : 0);
  expect(received > 0).toBe(status === 'succeeded');
  expect(received).toBeLessThanOrEqual(amount);
  const { data: charges } = await stripe.charges.list({ payment_intent: intent.id, limit: 100 });
  // Whatever was tried, at most one charge ever stands.
  expect(charges.filter((charge) => charge.captured).length).toBe(status === 'succeeded' ? 1 : 0);
  for (const charge of charges) {
    const { data: refunds } = await stripe.refunds.list({ charge: charge.id, limit: 100 });
    const refunded = refunds.reduce((sum, refund) => sum + refund.amount, 0);
    expect(charge.amount_refunded).toBe(refunded);
    expect(refunded).toBeLessThanOrEqual(charge.amount);
    expect(charge.refunded).toBe(refunded === charge.amount && refunds.length > 0);
  }
}

it('any sequence of calls keeps an intent on its documented ways and its amounts consistent', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom('automatic_async' as const, 'manual' as const),
      fc.array(step, { maxLength: 8 }),
      async (capture_method, steps) => {
        let intent = await stripe.paymentIntents.create({
          amount: 2_500,
          currency: 'eur',
          capture_method,
          allowed_payment_method_types: ['card'],
        });
        let challenge: string | null = null;
        for (const next of steps) {
          const before = intent.status;
          try {
            await take(intent.id, next, challenge);
          } catch (error) {
            if (!(error instanceof Stripe.errors.StripeError) || error.statusCode === 500)
              throw error;
          }
          intent = await stripe.paymentIntents.retrieve(intent.id);
          expect(arrows[before]).toContain(intent.status);
          expect(intent.next_action !== null).toBe(intent.status === 'requires_action');
          const sdk = intent.next_action?.use_stripe_sdk as { source?: string } | undefined;
          challenge = sdk?.source ?? challenge;
          await checkAmounts(intent);
        }
      },
    ),
    { numRuns: 60 },
  ));
