import type { StripeError } from '@stripe/stripe-js';
import { expect, it } from 'vitest';
import { refusesEmail } from './refuses-email';

const refused = (param?: string): StripeError => ({
  type: 'invalid_request_error',
  ...(param !== undefined && { param }),
});

it.each(['billing_details[email]', 'payment_method_data[billing_details][email]'])(
  'knows %s for the address on the card',
  (param) => expect(refusesEmail(refused(param))).toBe(true),
);

it.each<[string, StripeError]>([
  ['another detail', refused('billing_details[address][country]')],
  ['the card', refused('payment_method_data[card]')],
  ['another address', refused('receipt_email')],
  ['nothing', refused()],
  [
    'it, in an answer that leaves open what happened',
    { ...refused('billing_details[email]'), type: 'api_error' },
  ],
  ['it, beside a refused card', { ...refused('billing_details[email]'), type: 'card_error' }],
])('does not take %s for it', (_what, error) => expect(refusesEmail(error)).toBe(false));
