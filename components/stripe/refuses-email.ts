import type { StripeError } from '@stripe/stripe-js';

const EMAIL_OF_CARD = /^(payment_method_data\[)?billing_details\]?\[email\]$/;

/** Stripe took nothing, because it finds the address on the card invalid: the card can do without one. */
export const refusesEmail = ({ type, param = '' }: StripeError): boolean =>
  type === 'invalid_request_error' && EMAIL_OF_CARD.test(param);
