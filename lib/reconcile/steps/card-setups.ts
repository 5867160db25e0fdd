import { listUnfinishedSetups } from '@/db/queries/card-setups';
import { database } from '../../database';
import { eachRow } from '../each-row';
import { atOnce, type Counts, type StartedBy } from '../step';
import { onceBound } from '../../stripe-binding';
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
  return eachRow(
    await onceBound(setups),
    {
      none: { lookedAt: 0, failed: 0 },
      fault: 'a card setup could not be looked at',
      names: ({ id: cardSetupId }) => ({ cardSetupId }),
    },
    async (setup) => {
      await findOutSetup(setup);
      return 'lookedAt';
    },
  );
}
