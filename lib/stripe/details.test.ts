import Stripe from 'stripe';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { withoutRefusedDetail } from './details';
import { faultOf, PaymentsError } from './errors';

const settings = {
  APP_URL: 'https://shop.example',
  AUTH_SECRET: 'a secret of more than thirty-two characters',
  STRIPE_SECRET_KEY: 'sk_test_abcdef',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_abcdef',
  STRIPE_WEBHOOK_SECRET: 'whsec_abc',
  LOG_LEVEL: 'silent',
};
beforeEach(() => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

const written = { amount: 4800, description: 'Tideline', metadata: { order_id: 'o' } };
const failed = (error: unknown) => new PaymentsError(faultOf(error), error);
const invalid = (param: string | undefined, statusCode: number, code?: string) =>
  failed(
    new Stripe.errors.StripeInvalidRequestError({
      type: 'invalid_request_error',
      message: 'no',
      statusCode,
      ...(param && { param }),
      ...(code && { code }),
    }),
  );

describe('what follows a refusal', () => {
  it('is the call without its details, where a 400 names one of them', () => {
    const fewer = withoutRefusedDetail(written, invalid('description', 400));
    expect(fewer).toEqual({ amount: 4800, metadata: { order_id: 'o' } });
    expect(withoutRefusedDetail(fewer, invalid('description', 400))).toBeNull();
  });

  it('takes the other details along: it is done once', () =>
    expect(
      withoutRefusedDetail(
        { email: 'a@b', name: 'Ada', metadata: {} },
        invalid('email', 400, 'email_invalid'),
      ),
    ).toEqual({ metadata: {} }));

  it('takes an address along, whichever part of it is refused', () =>
    expect(
      withoutRefusedDetail(
        { amount: 4800, shipping: { name: 'Ada' } },
        invalid('shipping[address][country]', 400),
      ),
    ).toEqual({ amount: 4800 }));

  it.each([
    ['another parameter', invalid('amount', 400)],
    ['a part of it only', invalid('description[0]', 400)],
    ['a detail that was not sent', invalid('email', 400)],
    ['no parameter', invalid(undefined, 400)],
    ['a conflict', invalid('description', 409)],
    ['something that is missing', invalid('description', 404, 'resource_missing')],
    ['a state', invalid('description', 400, 'payment_intent_unexpected_state')],
    ['a 404', invalid('description', 404)],
    [
      'a fault of Stripe’s own',
      failed(
        new Stripe.errors.StripeAPIError({
          type: 'api_error',
          message: 'no',
          statusCode: 500,
          param: 'description',
        }),
      ),
    ],
    ['a broken connection', failed(new Error('ECONNRESET'))],
    ['a busy Stripe', new PaymentsError('busy', new Error('no'))],
    ['an outcome that is not known, whatever was said last', new PaymentsError('unknown', null)],
    ['no error of Stripe’s', new Error('no')],
  ])('is nothing after %s', (_what, error) =>
    expect(withoutRefusedDetail(written, error)).toBeNull(),
  );
});
