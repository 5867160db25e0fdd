import { findOpenAttempt } from '@/db/queries/attempts';
import { endIntent, findLiveIntent } from '@/db/queries/intents';
import { database } from '../../database';
import { namesMissingCustomer } from '../../stripe/customers';
import { makeIntent } from './make-intent';

/**
 * Gets the id of an intent whose making was never answered. Such an intent confirms nothing by
 * itself, so the same key may go out again at any time; one that an attempt is making is left to
 * that attempt. Throws PaymentsError.
 */
export async function finishMaking(orderId: string): Promise<void> {
  const { read } = database();
  const intent = await findLiveIntent(read, orderId);
  if (!intent || intent.stripeIntentId || (await findOpenAttempt(read, orderId))) return;
  try {
    await makeIntent(intent);
  } catch (error) {
    if (!namesMissingCustomer(error)) throw error;
    // Had the first call arrived, the key would have brought its answer. It cannot arrive any more.
    await database().transaction((tx) => endIntent(tx, intent.id, Date.now()));
  }
}
