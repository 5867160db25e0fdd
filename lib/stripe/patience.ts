/**
 * How long a connection may take to come about, name and TLS included, in ms. Three round trips
 * around the world take one second; a host that needs three is not there.
 */
export const CONNECT_WITHIN_MS = 3_000;

/**
 * How long one call waits for its whole answer, in ms. Stripe answers a confirm within a few
 * seconds where the bank does; the SDK's own 80 s is longer than anybody waits.
 */
export const ANSWER_WITHIN_MS = 15_000;

/**
 * With less than this left before its deadline no call begins, in ms: banks take a few seconds, so
 * it would be cut off more often than not, and leave open whether it had its effect.
 */
export const USEFUL_REST_MS = 5_000;
