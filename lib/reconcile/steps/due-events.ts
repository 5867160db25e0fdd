import { claimEvent, listDueEvents } from '@/db/queries/webhook-events';
import { database } from '../../database';
import { log } from '../../log';
import { atOnce, type Counts, type StartedBy } from '../step';
import { HANDLED_WITHIN_MS } from '../../webhooks/next-try';
import { processEvent } from '../../webhooks/process-event';

/**
 * Tries events again that failed, that wait for an order, or whose server died over them. A claim
 * by compare-and-set gives each to one worker; Stripe's own redelivery may still come in between,
 * and an effect happens once.
 */
export async function processDueEvents(now: number, startedBy: StartedBy): Promise<Counts> {
  let [tried, failed] = [0, 0];
  for (const event of await listDueEvents(database().read, now, atOnce[startedBy])) {
    const isMine = await database().transaction((tx) =>
      claimEvent(tx, event, now, Date.now() + HANDLED_WITHIN_MS),
    );
    if (!isMine) continue;
    tried++;
    try {
      await processEvent(event.stripeEventId);
    } catch (error) {
      failed++;
      const { stripeEventId } = event;
      log().warn({ error, stripeEventId }, 'a webhook event could not be processed again');
    }
  }
  return { tried, failed };
}
