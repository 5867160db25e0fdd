import { findOpenAttempt } from '@/db/queries/attempts';
import { endIntent, findLiveIntent, setStripeIntent, type Intent } from '@/db/queries/intents';
import { database } from '../../database';
import { namesMissingCustomer } from '../../stripe/customers';
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
    if (error instanceof PaymentsError && error.isKept) await end(intent);
    throw error;
  }
}

/**
 * Gets the id of an order's intent whose making was never answered. Such an intent confirms nothing
 * by itself, so the same key may go out again at any time; one that an attempt is making is left to
 * that attempt. Throws PaymentsError.
 */
export async function finishMakingIntent(orderId: string): Promise<void> {
  const { read } = database();
  const intent = await findLiveIntent(read, orderId);
  if (!intent || intent.stripeIntentId || (await findOpenAttempt(read, orderId))) return;
  try {
    await makeIntent(intent);
  } catch (error) {
    if (!namesMissingCustomer(error)) throw error;
    // Had the first call arrived, the key would have brought its answer. It cannot arrive any more.
    await end(intent);
  }
}

const end = ({ id }: Intent): Promise<void> =>
  database().transaction((tx) => endIntent(tx, id, Date.now()));
