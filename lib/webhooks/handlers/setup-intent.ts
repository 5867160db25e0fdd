import { findCardSetupByStripeId } from '@/db/queries/card-setups';
import type { Reader, Transaction } from '@/db/database';
import { database } from '../../database';
import { addFailures } from '../../limits/card-testing';
import { isMissing } from '../../stripe/errors';
import type { SetupReport } from '../../stripe/setup-intents';
import { askSetup } from '../../setups/ask-setup';
import { applySetup } from '../../setups/sync-setup';
import { fetched, notOurs, type ByItself, type Handler, type NoNews } from '../handler';

/**
 * setup_intent.created: whatever comes of it has an event of its own, also where it was confirmed as it
 * was made. A set-up that has its card is over; but a failure is counted, however late it is told.
 */
export const setupTellsNothing: NoNews = async (db, { type, object }) => {
  if (type === 'setup_intent.created') return 'nothing has come of it yet';
  if (type === 'setup_intent.setup_failed') return null;
  return (await hasCard(db, object.id)) ? KEPT_BEFORE : null;
};

const KEPT_BEFORE = 'its card was kept before';

const hasCard = async (db: Reader, stripeSetupIntentId: string): Promise<boolean> =>
  (await findCardSetupByStripeId(db, stripeSetupIntentId))?.cardId != null;

/**
 * setup_intent.*: a card that was set up is kept, and the order that waited for it is scheduled,
 * though its owner may have left the page. One that has its card is over, and not asked about.
 * setup_intent.setup_failed: counts against whoever tried; each failure is an event of its own.
 */
export const onSetupIntent: Handler = async (event) => {
  const { object } = event;
  const { read } = database();
  const why = await setupTellsNothing(read, event);
  if (why !== null) return () => Promise.resolve(why);
  const isKept = await hasCard(read, object.id);
  const report = isKept ? null : await findReport(object.id);
  if (!isKept && !report) return notOurs(`Stripe has no ${object.id}`);
  const effect = async (tx: Transaction) => {
    await countIfFailed(tx, event);
    return report ? applySetup(tx, report, Date.now()) : KEPT_BEFORE;
  };
  return report ? fetched(effect) : effect;
};

/** Each failure counts, whoever's fetch tells how the set-up stands. */
export const countIfFailed: ByItself = async (tx, { type, object }) => {
  if (type === 'setup_intent.setup_failed') await countFailedSetup(tx, object.id, Date.now());
};

/** Null for one that neither Stripe has nor we; one of ours that Stripe has not is a fault. */
async function findReport(stripeSetupIntentId: string): Promise<SetupReport | null> {
  try {
    return (await askSetup(stripeSetupIntentId)).report;
  } catch (error) {
    const isForeign =
      isMissing(error) && !(await findCardSetupByStripeId(database().read, stripeSetupIntentId));
    if (isForeign) return null;
    throw error;
  }
}

async function countFailedSetup(
  tx: Transaction,
  stripeIntentId: string,
  at: number,
): Promise<void> {
  const setup = await findCardSetupByStripeId(tx, stripeIntentId);
  if (!setup) return;
  const { userId, givenTo } = setup;
  await addFailures(tx, { userId, givenTo, stripeIntentId, cancel: 'cancel_setup' }, 1, at);
}
