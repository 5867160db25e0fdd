import { findOpenAttempt } from '@/db/queries/attempts';
import { findLiveIntent, setStripeIntent } from '@/db/queries/intents';
import { database } from '../database';
import { createIntent } from '../payments/intents';

/**
 * Gets the id of an intent whose making was never answered. Such an intent confirms nothing by
 * itself, so the same key may go out again at any time; one that an attempt is making is left to
 * that attempt. Throws PaymentsError.
 */
export async function finishMaking(orderId: string): Promise<void> {
  const { read } = database();
  const intent = await findLiveIntent(read, orderId);
  if (!intent || intent.stripeIntentId || (await findOpenAttempt(read, orderId))) return;
  const { report } = await createIntent(intent.createKey, intent.createParameters);
  await database().transaction((tx) => setStripeIntent(tx, intent.id, report.stripeIntentId));
}
