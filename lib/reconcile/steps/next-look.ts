import { CLICK_IS_ALIVE_MS } from '../../domain/attempt';

/**
 * After so many ms without a trace at Stripe a call has not arrived: longer than all our time-outs
 * together. A charge that shows up later all the same still arrives by webhook, and counts.
 */
export const GIVE_UP_AFTER_MS = 5 * 60_000;

/** A click's last call may begin at its deadline and wait its full time: nobody sends after this, in ms. */
export const LOOK_AFTER_MS = CLICK_IS_ALIVE_MS + 30_000;

/** The pause before the next look grows with the age of what is looked at, between these, in ms. */
const SHORTEST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

/**
 * When to look again at something that Stripe has not answered since `begunAt`: what cannot be found
 * out about must not hold up the rest. By the clock on the wall, in ms.
 */
export function nextLook(begunAt: number): number {
  const now = Date.now();
  const pause = Math.min(Math.max((now - begunAt) / 2, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
  return now + Math.round(pause);
}
