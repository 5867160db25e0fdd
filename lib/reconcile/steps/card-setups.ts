import { listUnfinishedSetups } from '@/db/queries/card-setups';
import { database } from '../../database';
import { log } from '../../log';
import { atOnce, type Counts, type StartedBy } from '../step';
import { stripeBinding } from '../../stripe-binding';
import { findOutSetup } from '../../setups/sync-setup';
import { LOOK_AFTER_MS } from './next-look';

/**
 * Not looked at any more after this, in ms: what is decided later comes by webhook, or is found
 * when its order expires.
 */
const LOOK_FOR_MS = 10 * 60_000;

/**
 * Finds out about cards that were being set up for pre-orders when nobody heard the answer. It
 * looks; it confirms nothing.
 */
export async function lookAtSetups(now: number, startedBy: StartedBy): Promise<Counts> {
  const begun = { after: now - LOOK_FOR_MS, before: now - LOOK_AFTER_MS };
  const setups = await listUnfinishedSetups(database().read, begun, atOnce[startedBy]);
  if (setups.length > 0) await stripeBinding();
  let failed = 0;
  for (const setup of setups) {
    try {
      await findOutSetup(setup);
    } catch (error) {
      failed++;
      log().warn({ error, cardSetupId: setup.id }, 'a card setup could not be looked at');
    }
  }
  return { lookedAt: setups.length - failed, failed };
}
