import { listUnanswered, putOffLook, type Attempt } from '@/db/queries/attempts';
import { database } from '../../database';
import { eachRow } from '../each-row';
import { atOnce, type Counts, type StartedBy } from '../step';
import { onceBound } from '../../stripe-binding';
import { fenceAttempt } from './fence-attempt';
import { closeUnsent } from '../../orders/attempts/close-unsent';
import { GIVE_UP_AFTER_MS, LOOK_AFTER_MS, nextLook } from './next-look';
import { findSeen, syncOrder } from '../../orders/sync/sync-order';

/**
 * Finds out what became of attempts that Stripe has not answered. It looks and fences; it never
 * confirms: whoever waited has gone, and who isn't waiting is not charged.
 */
export async function lookAtUnanswered(now: number, startedBy: StartedBy): Promise<Counts> {
  const unanswered = await listUnanswered(
    database().read,
    { startedBefore: now - LOOK_AFTER_MS, dueAt: now },
    atOnce[startedBy],
  );
  const { failed } = await eachRow(
    await onceBound(unanswered),
    {
      none: { lookedAt: 0, failed: 0 },
      fault: 'an attempt could not be looked at',
      names: ({ id: attemptId }) => ({ attemptId }),
    },
    async (attempt) => {
      try {
        await findOut(attempt, now);
      } finally {
        // Does nothing to one that was found out about.
        const next = nextLook(attempt.startedAt);
        await database().transaction((tx) => putOffLook(tx, attempt.id, next));
      }
      return 'lookedAt';
    },
  );
  return { lookedAt: unanswered.length, failed };
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
