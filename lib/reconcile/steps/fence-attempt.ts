import type { Attempt } from '@/db/queries/attempts';
import { getCustomer } from '@/db/queries/customers';
import { findIntentByStripeId, setStripeIntent } from '@/db/queries/intents';
import { writeCall } from '@/db/queries/stripe-calls';
import { database } from '../../database';
import type { WrittenKey } from '../../domain/ids';
import { namesMissingCustomer } from '../../stripe/customers';
import { PaymentsError } from '../../stripe/errors';
import { bareParameters } from '../../stripe/intent-parameters';
import { cancelIntent, createIntent, findIntentOfOrder } from '../../stripe/intents';
import { closeUnsent } from '../../orders/attempts/close-unsent';
import { syncOrder, type Seen } from '../../orders/sync/sync-order';
import { GIVE_UP_AFTER_MS } from './next-look';

/**
 * Finds out about an attempt of which not even the intent's id came back. Its key is sent again
 * with the parameters of a bare create, which confirms nothing:
 * - Stripe refuses the key: the first call arrived, and its intent is among the Customer's.
 * - Stripe makes an intent: the first call never arrived and never can, the key is spent. That
 *   intent is canceled.
 * - Stripe misses the Customer: the first call never arrived, or the key would tell, and it never
 *   can, because that Customer is gone.
 */
export async function fenceAttempt(
  attempt: Attempt,
  { order, intent }: Seen,
  now: number,
): Promise<void> {
  let made: string;
  try {
    const answer = await createIntent(intent.createKey, bareParameters(intent.createParameters));
    made = answer.report.stripeIntentId;
  } catch (error) {
    if (!(error instanceof PaymentsError)) throw error;
    // If Stripe broke down under the fence as well, the key gets this same answer for a day: there
    // will be no more than what the first call left, if it left anything.
    if (error.fault === 'key_reused' || error.isKept) {
      return adopt(attempt, order.customerId, now);
    }
    if (namesMissingCustomer(error)) return closeUnsent(attempt, { endsIntent: true });
    throw error;
  }
  const { key } = await database().transaction((tx) =>
    writeCall(
      tx,
      { operation: 'cancel_intent', target: made, parameters: {}, dueAt: null },
      Date.now(),
    ),
  );
  await cancelFence(key, made);
  await closeUnsent(attempt, { endsIntent: true });
}

async function cancelFence(key: WrittenKey, stripeIntentId: string): Promise<void> {
  try {
    await cancelIntent(key, stripeIntentId);
  } catch (error) {
    // Nobody has its secret or a card on it, so all that can have happened to it is this cancel:
    // its answer was lost, or the server stopped before it was written down.
    if (!(error instanceof PaymentsError) || error.fault !== 'unexpected_state') throw error;
  }
}

async function adopt(attempt: Attempt, customerId: string, now: number): Promise<void> {
  const { orderId, intentId } = attempt;
  const customer = await getCustomer(database().read, customerId);
  const found =
    customer.stripeCustomerId && (await findIntentOfOrder(customer.stripeCustomerId, orderId));
  // The newest of the order may be one that was given up before: it is known, and not what was made.
  if (!found || (await findIntentByStripeId(database().read, found.stripeIntentId))) {
    // The call arrived and left no intent, as one does that ended in a 500.
    if (attempt.startedAt < now - GIVE_UP_AFTER_MS)
      await closeUnsent(attempt, { endsIntent: true });
    return;
  }
  await database().transaction((tx) => setStripeIntent(tx, intentId, found.stripeIntentId));
  await syncOrder(orderId);
}
