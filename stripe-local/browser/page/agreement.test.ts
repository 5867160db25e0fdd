import { describe, expect, it } from 'vitest';
import type { PaymentIntent, SetupIntent } from '@stripe/stripe-js';
import { disagreement, type DeferredOptions } from './agreement';

const payment = (given: object = {}): PaymentIntent =>
  ({
    object: 'payment_intent',
    amount: 4800,
    currency: 'eur',
    setup_future_usage: null,
    capture_method: 'automatic_async',
    payment_method_types: ['card'],
    ...given,
  }) as unknown as PaymentIntent;

const options = (given: Partial<DeferredOptions> = {}): DeferredOptions => ({
  mode: 'payment',
  amount: 4800,
  currency: 'eur',
  allowedPaymentMethodTypes: ['card'],
  ...given,
});

describe('disagreement', () => {
  it('finds none where both say the same', () => {
    expect(disagreement(options(), payment())).toBeNull();
  });

  it.each([
    [{ amount: 5000 }, {}, 'amount'],
    [{ currency: 'usd' }, {}, 'currency'],
    [{ setupFutureUsage: 'off_session' }, {}, 'setup_future_usage'],
    [{}, { setup_future_usage: 'off_session' }, 'setup_future_usage'],
    [{}, { capture_method: 'manual' }, 'capture_method'],
    [{}, { payment_method_types: ['card', 'link'] }, 'payment_method_types'],
    [{}, { allowed_payment_method_types: ['sepa_debit'] }, 'payment_method_types'],
  ] as const)('of %o with %o is about %s', (elements, intent, param) => {
    expect(disagreement(options(elements), payment(intent))).toMatchObject({
      type: 'invalid_request_error',
      param,
    });
  });

  it('says what was provided and what was expected', () => {
    const error = disagreement(options(), payment({ setup_future_usage: 'off_session' }));
    expect(error?.message).toBe(
      'The provided setup_future_usage (off_session) does not match the expected setup_future_usage (null). Try confirming with a Payment Intent that is configured to use null.',
    );
  });

  it('does not ask a SetupIntent for an amount', () => {
    const intent = {
      object: 'setup_intent',
      usage: 'off_session',
      payment_method_types: ['card'],
    } as SetupIntent;
    expect(disagreement({ mode: 'setup', currency: 'eur' }, intent)).toBeNull();
  });
});
