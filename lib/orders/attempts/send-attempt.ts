import { moveAttempt } from '@/db/queries/attempts';
import { clickIsOver } from '../../after-click';
import { database } from '../../database';
import { CLICK_IS_ALIVE_MS } from '../../domain/attempt';
import { withDeadline } from '../../stripe/deadline';
import { PaymentsError } from '../../stripe/errors';
import { confirmIntent, createIntent, type IntentAnswer } from '../../stripe/intents';
import type { Begun } from './write-attempt';
import { writeWithoutDetails } from './write-without-details';
import { closeUnsent } from './close-unsent';
import { recordAnswer } from './record-answer';
import { tell } from '../../notify/timeline';

/**
 * Sends an attempt that was written down, and writes down what Stripe says. The call may be
 * repeated for as long as the click is alive, never later. Where Stripe refuses a detail that it can
 * do without, the attempt ends as not sent, and another one without details follows in the same
 * click, once.
 * Throws PaymentsError: with `unknown` the attempt stays open, with any other nobody was charged.
 */
export async function sendAttempt(begun: Begun): Promise<IntentAnswer> {
  try {
    return await sendAndRecord(begun);
  } finally {
    clickIsOver(begun.order.id);
  }
}

async function sendAndRecord(begun: Begun): Promise<IntentAnswer> {
  try {
    return await sendOnce(begun);
  } catch (error) {
    const again = await writeWithoutDetails(begun, error);
    if (!again) throw error;
    const until = begun.attempt.startedAt + CLICK_IS_ALIVE_MS;
    return withDeadline(until, () => sendOnce(again));
  }
}

async function sendOnce({ order, intent, attempt }: Begun): Promise<IntentAnswer> {
  const { key, parameters } = attempt;
  if (key === null) throw new Error('an attempt of the browser is not sent from here');
  const { stripeIntentId } = intent;
  try {
    // The click's own deadline is earlier: whatever came before the attempt took some of its time.
    const answer = await withDeadline(attempt.startedAt + CLICK_IS_ALIVE_MS, () =>
      stripeIntentId
        ? confirmIntent(key, stripeIntentId, parameters)
        : createIntent(key, parameters),
    );
    await recordAnswer({ order, intent, attempt }, answer.report);
    return answer;
  } catch (error) {
    if (error instanceof PaymentsError) await recordFault({ order, intent, attempt }, error);
    throw error;
  }
}

async function recordFault({ order, intent, attempt }: Begun, error: PaymentsError) {
  const { fault, code, refusedParam } = error;
  const data = { fault, code, ...(refusedParam !== null && { param: refusedParam }) };
  // Refused before an intent was made: the next attempt makes another, with a key of its own.
  if (fault !== 'unknown') {
    return closeUnsent(attempt, { endsIntent: !intent.stripeIntentId, data });
  }
  await database().transaction(async (tx) => {
    const at = Date.now();
    if (!(await moveAttempt(tx, attempt.id, 'unknown', null, at))) return;
    await tell(tx, order.id, 'outcome_unknown', { fault, code }, at);
  });
}
