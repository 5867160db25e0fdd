import { renewSetupKey, setStripeSetupIntent, type CardSetup } from '@/db/queries/card-setups';
import type { Transaction } from '@/db/database';
import { database } from '../database';
import { PaymentsError } from '../stripe/errors';
import { startSetup, type SetupAnswer } from '../stripe/setup-intents';

/** Runs what writes a new SetupIntent's id down. */
type WriteMade = (
  stripeSetupIntentId: string,
  write: (tx: Transaction) => Promise<void>,
) => Promise<void>;

/** What is written down of one before it is made. */
export type SetupToMake = Pick<CardSetup, 'id' | 'createKey' | 'createParameters'>;

/**
 * Has a SetupIntent made that the browser confirms, and writes its id down, by `inTransaction` where more
 * belongs into the same one. The same key may go out again at any time.
 * Throws PaymentsError, and what `inTransaction` throws.
 */
export async function makeSetup(
  setup: SetupToMake,
  inTransaction: WriteMade = (_, write) => database().transaction(write),
): Promise<SetupAnswer> {
  try {
    const made = await startSetup(setup.createKey, setup.createParameters);
    const { stripeSetupIntentId } = made.report;
    await inTransaction(stripeSetupIntentId, (tx) =>
      setStripeSetupIntent(tx, setup.id, stripeSetupIntentId),
    );
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
