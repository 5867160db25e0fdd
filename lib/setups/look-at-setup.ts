import { findCardSetup } from '@/db/queries/card-setups';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { log } from '../log';
import { PaymentsError } from '../stripe/errors';
import { syncSetup } from './sync-setup';

/**
 * Looks at a SetupIntent whose owner comes back. True where the card is set up. Somebody else's
 * is looked at as little as one that does not exist.
 */
export async function lookAtSetup(user: User, stripeSetupIntentId: string): Promise<boolean> {
  const setup = await findCardSetup(database().read, user.id, stripeSetupIntentId);
  if (!setup) return false;
  // The webhook was here before: nothing follows on a set-up that has its card.
  if (setup.cardId !== null) return true;
  try {
    const { report } = await syncSetup(stripeSetupIntentId);
    return report.status === 'succeeded';
  } catch (error) {
    if (!(error instanceof PaymentsError)) throw error;
    log().warn({ error, stripeSetupIntentId }, 'the return page could not look');
    return false;
  }
}
