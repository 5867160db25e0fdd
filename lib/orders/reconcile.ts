import { listUnanswered, type Attempt } from '@/db/queries/attempts';
import { database } from '../database';
import { CLICK_IS_ALIVE_MS } from '../domain/attempt';
import { log } from '../log';
import { stripeBinding } from '../stripe-binding';
import { GIVE_UP_AFTER_MS, fenceAttempt } from './fence-attempt';
import { closeUnsent } from './close-unsent';
import { findSeen, syncOrder } from './sync-order';

/** A click's last call may begin at its deadline and wait its full time: nobody sends after this, in ms. */
const LOOK_AFTER_MS = CLICK_IS_ALIVE_MS + 30_000;

/** So many in one go: each costs a call or two, and live mode allows a hundred a second. */
const AT_ONCE = 20;

/**
 * Finds out what became of attempts that Stripe has not answered. It looks and fences; it never
 * confirms: whoever waited has gone, and who isn't waiting is not charged. Returns how many it
 * looked at.
 */
export async function reconcile(): Promise<number> {
  const now = Date.now();
  const unanswered = await listUnanswered(database().read, now - LOOK_AFTER_MS, AT_ONCE);
  if (unanswered.length > 0) await stripeBinding();
  for (const attempt of unanswered) {
    try {
      await findOut(attempt, now);
    } catch (error) {
      log().warn({ error, attemptId: attempt.id }, 'an attempt could not be looked at');
    }
  }
  return unanswered.length;
}

async function findOut(attempt: Attempt, now: number): Promise<void> {
  const seen = await findSeen(database().read, attempt.orderId);
  if (!seen) return;
  if (seen.intent.stripeIntentId === null) return fenceAttempt(attempt, seen, now);
  const answer = await syncOrder(attempt.orderId);
  const isUntouched =
    answer?.report.status === 'requires_payment_method' ||
    answer?.report.status === 'requires_confirmation';
  if (isUntouched && attempt.startedAt < now - GIVE_UP_AFTER_MS) await closeUnsent(attempt);
}
