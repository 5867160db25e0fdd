import type { Attempt } from '@/db/queries/attempts';
import type { Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import { countFailures } from '../../limits/card-testing';
import type { IntentReport } from '../../domain/intent';
import type { Settlement } from '../../domain/outcome';

/**
 * Card testing is limited by what fails: here, where a failure becomes known, and once. What the
 * shop tries in its buyer's absence is no try of theirs: ten orders that ship at once would
 * otherwise keep them from paying for the first.
 */
export async function countFailed(
  tx: Transaction,
  { userId }: Order,
  attempts: readonly Attempt[],
  { event, attempt }: Settlement,
  { stripeIntentId, refusedCharges }: IntentReport,
  at: number,
): Promise<void> {
  const before = attempts.filter(({ outcome }) => outcome === 'declined');
  const known = before.filter(({ isOffSession }) => !isOffSession).length;
  const isNowAway = attempts.some(
    ({ id, isOffSession }) => isOffSession && id === attempt?.id && attempt.outcome === 'declined',
  );
  const away = before.length - known + (isNowAway ? 1 : 0);
  const failed = before.length + (event === 'payment_failed' ? 1 : 0);
  const total = Math.max(failed, refusedCharges) - away;
  if (total <= known) return;
  await countFailures(tx, { userId, stripeIntentId, cancel: 'cancel_intent' }, total, at);
}
