import { listOrderSetups, type CardSetup } from '@/db/queries/card-setups';
import { getCustomer } from '@/db/queries/customers';
import { database } from '../database';
import { findSetupOf, type SetupAnswer } from '../stripe/setup-intents';
import { syncSetup } from './sync-setup';

/**
 * Asks Stripe what became of a setup. One whose making was never answered is found by the row that
 * its metadata name; null where Stripe knows none. It looks and confirms nothing. Throws
 * PaymentsError.
 */
export async function findOutSetup(setup: CardSetup): Promise<SetupAnswer | null> {
  if (setup.stripeSetupIntentId !== null) return syncSetup(setup.stripeSetupIntentId);
  const { stripeCustomerId } = await getCustomer(database().read, setup.customerId);
  const found = stripeCustomerId && (await findSetupOf(stripeCustomerId, setup.id));
  return found ? syncSetup(found) : null;
}

/**
 * Asks Stripe about the card that was last chosen for an order, where that is not settled. Returns
 * its answer; null where there is nothing to ask about. Throws PaymentsError.
 */
export async function syncOrderSetups(orderId: string): Promise<SetupAnswer | null> {
  const [last] = await listOrderSetups(database().read, orderId);
  return last && last.cardId === null ? findOutSetup(last) : null;
}
