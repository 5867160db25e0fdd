import { listOrderSetups, type CardSetup } from '@/db/queries/card-setups';
import { writeCall } from '@/db/queries/stripe-calls';
import { database } from '../database';
import { cancelSetup } from '../stripe/setup-intents';
import { syncSetup } from './sync-setup';

/**
 * Cancels the card set-ups that were begun for an order, so that no bank asks about an order that
 * is given up. One that succeeded meanwhile schedules the order. Throws PaymentsError.
 */
export async function cancelSetups(orderId: string): Promise<void> {
  const setups = await listOrderSetups(database().read, orderId);
  const open = setups.filter(({ cardId, endedAt }) => cardId === null && endedAt === null);
  for (const setup of open) await cancelOne(setup);
}

async function cancelOne({ stripeSetupIntentId }: CardSetup): Promise<void> {
  // Never answered: should it turn up, the order is closed and takes no card any more.
  if (stripeSetupIntentId === null) return;
  const { key } = await database().transaction((tx) =>
    writeCall(
      tx,
      { operation: 'cancel_setup', target: stripeSetupIntentId, parameters: {}, dueAt: null },
      Date.now(),
    ),
  );
  await cancelSetup(key, stripeSetupIntentId);
  await syncSetup(stripeSetupIntentId);
}
