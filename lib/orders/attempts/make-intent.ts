import { endIntent, setStripeIntent, type Intent } from '@/db/queries/intents';
import { database } from '../../database';
import { PaymentsError } from '../../stripe/errors';
import { createIntent, type IntentAnswer } from '../../stripe/intents';

/**
 * Has an intent made that confirms nothing by itself, and writes its id down. The same key may go
 * out again at any time. Throws PaymentsError.
 */
export async function makeIntent(intent: Intent): Promise<IntentAnswer> {
  try {
    const made = await createIntent(intent.createKey, intent.createParameters);
    const { stripeIntentId } = made.report;
    await database().transaction((tx) => setStripeIntent(tx, intent.id, stripeIntentId));
    return made;
  } catch (error) {
    // Its key gets nothing else for a day, and the order could be neither paid nor given up: the
    // next intent has another key. One that Stripe made all the same has no card, and nobody has
    // its secret.
    if (error instanceof PaymentsError && error.isKept) {
      await database().transaction((tx) => endIntent(tx, intent.id, Date.now()));
    }
    throw error;
  }
}
