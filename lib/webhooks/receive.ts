import { receiveEvent } from '@/db/queries/webhook-events';
import { database } from '../database';
import { env } from '../env';
import { log } from '../log';
import { verifyEvent } from '../payments/events';
import { processEvent } from './process-event';

export type Received = 'processed' | 'other_mode' | 'bad_signature';

/**
 * Takes in one delivery: checks its signature over the raw body, writes the event down without
 * client secrets, then processes it. A duplicate of an event that was received but not processed
 * is processed. Throws where processing fails, so that Stripe delivers it again.
 */
export async function receiveWebhook(body: string, signature: string): Promise<Received> {
  const { webhookSecrets, livemode } = env().stripe;
  const event = verifyEvent(body, signature, webhookSecrets);
  if (!event) return 'bad_signature';
  if (event.livemode !== livemode) {
    log().warn({ stripeEventId: event.stripeEventId }, 'an event of the other mode was left alone');
    return 'other_mode';
  }
  await database().transaction((tx) => receiveEvent(tx, event, Date.now()));
  await processEvent(event.stripeEventId);
  return 'processed';
}
