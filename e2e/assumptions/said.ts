import Stripe from 'stripe';

/** What was heard of a call: the word that a status, a code or a shape comes down to. */
export type Said = Record<string, string | number | boolean | null | readonly string[]>;

/**
 * The word for how a call ended: the status of what it answered, or the HTTP status and code of the refusal.
 * Throws what is no answer of Stripe's, such as a broken connection.
 */
export async function wordFor(call: Promise<{ status?: string | null }>): Promise<string> {
  try {
    return (await call).status ?? 'done';
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.statusCode !== undefined) {
      return [error.statusCode, error.code ?? error.rawType].join(' ');
    }
    throw error;
  }
}

/** The keys of an object, in an order of their own: its shape without its values. */
export const keysOf = (value: object): readonly string[] => Object.keys(value).sort();
