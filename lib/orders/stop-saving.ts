import { findLiveIntent, setSavesCard } from '@/db/queries/intents';
import { writeCall } from '@/db/queries/stripe-calls';
import { database } from '../database';
import { stopSavingParameters } from '../payments/intent-parameters';
import { updateIntent } from '../payments/intents';

/**
 * Takes back that an order's intent saves the card which pays it: a saved card is about to pay, and
 * its bank would be asked for more than it needs. Throws PaymentsError.
 */
export async function stopSaving(orderId: string): Promise<void> {
  const intent = await findLiveIntent(database().read, orderId);
  if (!intent?.stripeIntentId || !intent.savesCard) return;
  const { id, stripeIntentId } = intent;
  const parameters = stopSavingParameters();
  const call = { operation: 'update_intent', target: stripeIntentId } as const;
  const { key } = await database().transaction((tx) =>
    writeCall(tx, { ...call, parameters, dueAt: null }, Date.now()),
  );
  await updateIntent(key, stripeIntentId, parameters);
  await database().transaction((tx) => setSavesCard(tx, id, false));
}
