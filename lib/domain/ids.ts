/**
 * An idempotency key that stands in the database already. Only the queries that write keys
 * down make one, so a call to Stripe with a key that a crash would lose does not compile.
 */
export type WrittenKey = string & { readonly __writtenKey: unique symbol };

/**
 * Whether a text can be an id that Stripe has made. Anything else would be a path of its own at
 * Stripe: an empty one is answered with a list.
 */
export const isStripeId = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Za-z0-9_]{1,255}$/.test(text);

/** Whether a text can be an id of ours: other programs put their own into the same metadata. */
export const isOwnId = (text: string): boolean =>
  /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);
