import { pauseAfter, type Pauses } from '../backoff';

/**
 * Longer than one handling takes, with its fetches, time-outs and retries, in ms: until then
 * nobody else takes up an event that somebody is at.
 */
export const HANDLED_WITHIN_MS = 120_000;

/** Stripe delivers what has failed again by itself, so the first try of ours need not be at once. */
const PAUSES: Pauses = { shortestMs: 10_000, longestMs: 60 * 60_000 };

/** As long as Stripe itself goes on delivering in live mode. What fails longer needs a person. */
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
