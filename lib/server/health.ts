import { findStripeBinding } from '@/db/queries/stripe-binding';
import { database } from '../database';
import { log } from '../log';

/** Whether the database answers. Stripe is not asked: its outage is no reason to restart us. */
export async function isHealthy(): Promise<boolean> {
  try {
    await findStripeBinding(database().read);
    return true;
  } catch (error) {
    log().error({ error }, 'the database does not answer');
    return false;
  }
}
