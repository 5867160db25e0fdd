import { paymentStates, type PaymentState } from './order';

/**
 * What the desk's list can be narrowed to, one at a time, and together with days: each is walked
 * along an index of its own that is sorted by when orders were placed, so that none of them reads
 * more of a million orders than it shows.
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

/** When the orders of a list were placed, in ms: from a time on, and before another. Null for any. */
export type Placed = { from: number | null; before: number | null };

export const anyTime: Placed = { from: null, before: null };

/** Counting stops here: nobody does anything else because it is a thousand, and each row is looked at. */
export const COUNTED_ORDERS = 100;
