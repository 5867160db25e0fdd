import type { StripeError } from '@stripe/stripe-js';
import { declineWords } from '@/components/words/decline-words';
import { stripeWords } from '@/components/words/stripe-words';
import { declineReason, type DeclineReason } from '@/lib/domain/attempt';

export type ErrorWords = { title: string; text: string };

/** Each is about one of the fields, where Stripe's form marks it, says so, and puts the cursor. */
const ofFields: readonly DeclineReason[] = [
  'incorrect_cvc',
  'incorrect_number',
  'incorrect_address',
  'expired_card',
];

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
      text: 'It is over: it was used, was tried too often, or is too old. Nothing was charged by it now. Begin anew to go on.',
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

export type Refusal = ErrorWords & {
  /** Stripe's form shows the same at one of its fields, which has the focus. */
  isAtField: boolean;
  /** Pressing again would not help: this form has nothing left to confirm. */
  isOver: boolean;
};

/** An error of Stripe.js in words, with where else it is said and how to go on. */
export function refusalOf(error: StripeError): Refusal {
  const { type, code = '', decline_code: declineCode = null } = error;
  return {
    ...stripeErrorWords(error),
    isAtField:
      type === 'validation_error' ||
      (type === 'card_error' && ofFields.includes(declineReason({ code, declineCode }))),
    isOver: FORM_IS_OVER.test(code),
  };
}
