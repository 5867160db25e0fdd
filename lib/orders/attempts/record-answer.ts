import { setSecretOut, setStripeIntent, takeBackGiven } from '@/db/queries/intents';
import { database } from '../../database';
import type { IntentReport } from '../../domain/intent';
import { applyIfUnchanged, syncOrder } from '../sync/sync-order';
import type { Begun } from './write-attempt';

/**
 * Writes down the answer to an attempt's own call: the intent that it made, what became of the order,
 * and that the browser gets no secret by it where no bank asks. All of it in one transaction, because
 * each is a wait for the disk while somebody waits for the click. A process that dies before it leaves
 * the attempt as one that was never answered. Asks Stripe anew where the order moved on meanwhile.
 */
export async function recordAnswer(
  { order, intent, attempt }: Begun,
  report: IntentReport,
): Promise<void> {
  const asksBuyer = report.status === 'requires_action';
  const applied = await database().transaction(async (tx) => {
    if (!intent.stripeIntentId) await setStripeIntent(tx, intent.id, report.stripeIntentId);
    const done = await applyIfUnchanged(tx, { order, intent }, report, attempt.id);
    // Whoever asked gets the secret of this answer, whatever is heard of the intent by now.
    if (asksBuyer && done === 'stale') await setSecretOut(tx, intent.id);
    // The place among its person's live secrets was taken for a bank that did not ask.
    if (!asksBuyer && !attempt.isOffSession) await takeBackGiven(tx, intent, attempt.startedAt);
    return done;
  });
  if (applied === 'stale') await syncOrder(order.id);
}
