import { findOpenAttempt } from '@/db/queries/attempts';
import { findLiveIntent } from '@/db/queries/intents';
import { isCallWaiting } from '@/db/queries/stripe-calls';
import { database } from '../../database';
import { releaseIntent } from './cancel-intent';

/**
 * Has an intent canceled at once that is about to be, because it has failed too often: another
 * attempt would confirm it in vain, and the order can have another one only then.
 * Throws PaymentsError.
 */
export async function endWornOutIntent(orderId: string): Promise<void> {
  const { read } = database();
  const intent = await findLiveIntent(read, orderId);
  if (!intent?.stripeIntentId || (await findOpenAttempt(read, orderId))) return;
  if (await isCallWaiting(read, 'cancel_intent', intent.stripeIntentId))
    await releaseIntent(orderId);
}
