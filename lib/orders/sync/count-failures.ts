import type { Transaction } from '@/db/database';
import { countFailures } from '../../limits/card-testing';
import type { Heard } from './heard';

/**
 * Card testing is limited by what fails: here, where a failure becomes known, and once. What the
 * shop tries off-session is no try of its buyer's: ten orders that are charged at once would otherwise
 * keep them from paying for the first.
 */
export async function countFailed(
  tx: Transaction,
  { order, intent, report, attempts, outcome: { event, attempt }, at }: Heard,
): Promise<void> {
  const { stripeIntentId, refusedCharges } = report;
  const before = attempts.filter(({ outcome }) => outcome === 'declined');
  const known = before.filter(({ isOffSession }) => !isOffSession).length;
  const isOffSessionNow = attempts.some(
    ({ id, isOffSession }) => isOffSession && id === attempt?.id && attempt.outcome === 'declined',
  );
  const offSession = before.length - known + (isOffSessionNow ? 1 : 0);
  const failed = before.length + (event === 'payment_failed' ? 1 : 0);
  const total = Math.max(failed, refusedCharges) - offSession;
  if (total <= known) return;
  const { userId } = order;
  const { givenTo } = intent;
  await countFailures(tx, { userId, givenTo, stripeIntentId, cancel: 'cancel_intent' }, total, at);
}
