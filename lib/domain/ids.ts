/**
 * An idempotency key that stands in the database already. Only the queries that write keys
 * down make one, so a call to Stripe with a key that a crash would lose does not compile.
 */
export type WrittenKey = string & { readonly __writtenKey: unique symbol };
