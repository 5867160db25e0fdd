import { paymentStates, type PaymentState } from './order';

/**
 * What the desk's list can be narrowed to, one at a time: each is walked along an index of its
 * own, so that none of them reads more of a million orders than it shows.
 */
export const orderFilters = [
  'all',
  'needs_attention',
  ...paymentStates,
  'partially_refunded',
  'refunded',
  'disputed',
] as const;
export type OrderFilter = (typeof orderFilters)[number];

export const isPaymentState = (filter: OrderFilter): filter is PaymentState =>
  (paymentStates as readonly string[]).includes(filter);
