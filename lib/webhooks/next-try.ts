import { pauseAfter, type Pauses } from '../backoff';

/**
 * Longer than one handling takes, with its fetches, time-outs and retries, in ms: until then
 * nobody else takes up an event that somebody is at.
 */
export const HANDLED_WITHIN_MS = 120_000;

/**
 * Stripe was answered before it failed, and delivers nothing again: a hiccup is over in a second, and
 * the buyer of a typed card may be waiting.
 */
const PAUSES: Pauses = { shortestMs: 1_000, longestMs: 60 * 60_000 };

/** As long as Stripe itself would go on delivering in live mode. What fails longer needs a person. */
const GIVE_UP_AFTER_MS = 3 * 24 * 60 * 60_000;

/**
 * How long an event may wait for the order that it names, in ms. An order is written down before
 * Stripe hears of it, so this outlives every lost answer by far; what is unknown then is not ours.
 */
export const PARKED_FOR_MS = 60 * 60_000;

type Tried = { receivedAt: number; tries: number };

/** When an event that has failed is tried again; null where that has been long enough. Times in ms. */
export function nextTryAt({ receivedAt, tries }: Tried, now: number): number | null {
  if (now - receivedAt >= GIVE_UP_AFTER_MS) return null;
  return now + pauseAfter(tries, PAUSES);
}
