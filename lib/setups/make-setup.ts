import { renewSetupKey, setStripeSetupIntent, type CardSetup } from '@/db/queries/card-setups';
import { database } from '../database';
import { PaymentsError } from '../stripe/errors';
import { startSetup, type SetupAnswer } from '../stripe/setup-intents';

/**
 * Has a SetupIntent made that the browser confirms, and writes its id down. The same key may go out
 * again at any time. Throws PaymentsError.
 */
export async function makeSetup(setup: CardSetup): Promise<SetupAnswer> {
  try {
    const made = await startSetup(setup.createKey, setup.createParameters);
    const { stripeSetupIntentId } = made.report;
    await database().transaction((tx) => setStripeSetupIntent(tx, setup.id, stripeSetupIntentId));
    return made;
  } catch (error) {
    // Kept with its old key, the set-up would have its owner refused for a day. One that Stripe made
    // all the same has no card, and nobody has its secret.
    if (error instanceof PaymentsError && error.isKept) {
      await database().transaction((tx) => renewSetupKey(tx, setup));
    }
    throw error;
  }
}
