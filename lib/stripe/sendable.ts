import type { Json } from '../domain/json';

/**
 * Parameters as they were written down, for the call that they were made for. The database keeps
 * them as JSON; only the makers in this folder write them, each checked against Stripe's types.
 */
export const sendable = <Parameters>(written: Json): Parameters => written as unknown as Parameters;
