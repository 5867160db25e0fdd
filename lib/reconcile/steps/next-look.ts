import { pauseAtAge, type Pauses } from '../../backoff';
import { CLICK_IS_ALIVE_MS } from '../../domain/attempt';

/**
 * After so many ms without a trace at Stripe a call has not arrived: longer than all our time-outs
 * together. A charge that shows up later all the same still arrives by webhook, and counts.
 */
export const GIVE_UP_AFTER_MS = 5 * 60_000;

/** A click's last call may begin at its deadline and wait its full time: nobody sends after this, in ms. */
export const LOOK_AFTER_MS = CLICK_IS_ALIVE_MS + 30_000;

/** From as often as the timer comes by, to hourly for what Stripe may never tell. */
const PAUSES: Pauses = { shortestMs: 30_000, longestMs: 60 * 60_000 };

/**
 * When to look again at something that Stripe has not answered since `begunAt`: what cannot be found
 * out about must not hold up the rest. By the clock on the wall, in ms.
 */
export function nextLook(begunAt: number): number {
  const now = Date.now();
  return now + pauseAtAge(now - begunAt, PAUSES);
}
