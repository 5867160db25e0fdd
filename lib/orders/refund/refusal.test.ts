import { expect, it } from 'vitest';
import { PaymentsError, faultOf } from '../../stripe/errors';
import { refundRefusal } from './refusal';

/** An error as the SDK throws it. */
const stripeError = (type: string, fields: object) =>
  Object.assign(new Error('in Stripe’s words'), { type, statusCode: 400, raw: {}, ...fields });
const refusalOf = (error: Error) => refundRefusal(new PaymentsError(faultOf(error), error));

it.each([
  ['charge_already_refunded', 'refund_too_large'],
  ['charge_disputed', 'refund_disputed'],
  ['insufficient_funds', 'refund_without_balance'],
  ['charge_not_refundable', 'not_refundable'],
  ['payment_intent_unexpected_state', 'not_refundable'],
  ['resource_missing', 'not_refundable'],
  // A property of every object is no code of ours.
  ['constructor', 'not_refundable'],
])('%s is told as %s', (code, failure) =>
  expect(refusalOf(stripeError('StripeInvalidRequestError', { code }))).toMatchObject({
    name: 'Failure',
    code: failure,
  }),
);

it('a sum that is too large has no code at Stripe', () =>
  expect(refusalOf(stripeError('StripeInvalidRequestError', { param: 'amount' }))).toMatchObject({
    code: 'refund_too_large',
  }));

it('a balance that is too low has one of its own kind', () => {
  const raw = { message_code: 'insufficient_balance_for_refund' };
  expect(refusalOf(stripeError('StripeInvalidRequestError', { raw }))).toMatchObject({
    code: 'refund_without_balance',
  });
});

it('a key that was spent meanwhile is told as too late', () =>
  expect(refusalOf(stripeError('StripeIdempotencyError', {}))).toMatchObject({ code: 'too_late' }));

it.each(['StripeRateLimitError', 'StripePermissionError'])('%s is no refusal', (type) =>
  expect(refusalOf(stripeError(type, {}))).toBeInstanceOf(PaymentsError),
);
