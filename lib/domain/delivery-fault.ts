/**
 * What is wrong with a delivery that was signed as Stripe signs.
 * - `no_secret_fits`: with a secret that is not ours.
 * - `clock_ahead`: with ours, longer ago by our clock than a signature lasts.
 * - `clock_behind`: with ours, at a time that our clock has yet to come to. It is taken in all the same.
 * - `thin_event`: with ours, and it is a thin event, which tells of nothing that we handle.
 * - `no_event`: with ours, and it is no event at all.
 */
export type DeliveryFaultKind =
  'no_secret_fits' | 'clock_ahead' | 'clock_behind' | 'thin_event' | 'no_event';

export type DeliveryFault = {
  kind: DeliveryFaultKind;
  /** Since `firstAt`; it begins anew after a day without one. */
  count: number;
  firstAt: number;
  lastAt: number;
  /** Of the last one: its type, or the seconds between its time and our clock's. */
  detail: string | null;
};

/** So long after the last one a fault is over, in ms: whoever mends it sees it go the next day. */
export const FAULT_STANDS_MS = 24 * 60 * 60_000;
