import { findLiveIntent, setSavesCard } from '@/db/queries/intents';
import { database } from '../../database';
import { stopSavingParameters } from '../../stripe/intent-parameters';
import { changeIntent } from './update-intent';

/**
 * Takes back that an order's intent saves the card which pays it: a saved card is about to pay, and
 * its bank would be asked for more than it needs. Throws Failure and PaymentsError.
 */
export async function stopSaving(orderId: string): Promise<void> {
  const intent = await findLiveIntent(database().read, orderId);
  if (!intent?.stripeIntentId || !intent.savesCard) return;
  const { id, stripeIntentId } = intent;
  await changeIntent(orderId, stripeIntentId, stopSavingParameters());
  await database().transaction((tx) => setSavesCard(tx, id, false));
}
