import type { StripeError } from '@stripe/stripe-js';

/**
 * What Stripe.js answers: what is wrong, or null. It throws at mistakes of ours; whoever pressed
 * the button must not be left without a word, and the mistake must still be seen.
 */
export async function answerOf(
  call: () => Promise<StripeError | null>,
): Promise<StripeError | null> {
  try {
    return await call();
  } catch (error) {
    reportError(error);
    return { type: 'api_error' };
  }
}
