import type { StripeError } from '@stripe/stripe-js';
import { declineWords } from '@/components/words/decline-words';
import { stripeWords } from '@/components/words/stripe-words';
import { declineReason } from '@/lib/domain/attempt';

export type ErrorWords = { title: string; text: string };

const AUTHENTICATION_FAILED = /^(payment|setup)_intent_authentication_failure$/;

/** The intent behind the form was paid or canceled meanwhile, as one is that has failed too often. */
const FORM_IS_OVER = /^(payment|setup)_intent_unexpected_state$/;

/** What Stripe.js said, in our words: its own are for developers where the buyer is not at fault. */
export function stripeErrorWords(error: StripeError): ErrorWords {
  const { type, code = '', decline_code: declineCode = null } = error;
  if (type === 'validation_error') {
    return {
      title: 'Check the card’s details',
      text: error.message ?? 'A field is not filled in.',
    };
  }
  if (type === 'card_error' || AUTHENTICATION_FAILED.test(code)) {
    const { title, advice } = declineWords[declineReason({ code, declineCode })];
    return { title, text: advice };
  }
  if (FORM_IS_OVER.test(code)) {
    return {
      title: 'This form cannot be used any more',
      text: 'Load the page again to see where things stand, and to go on.',
    };
  }
  if (type === 'api_connection_error') return stripeWords.connectionLost;
  if (type === 'rate_limit_error') {
    return { title: 'Too many tries', text: 'Wait a minute, then try again.' };
  }
  return {
    title: 'Our payment provider did not answer as expected',
    text: 'What you typed is still here. Please try again.',
  };
}
