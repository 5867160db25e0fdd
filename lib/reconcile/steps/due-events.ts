import { claimEvent, listDueEvents } from '@/db/queries/webhook-events';
import { database } from '../../database';
import { eachRow } from '../each-row';
import { atOnce, type Counts, type StartedBy } from '../step';
import { HANDLED_WITHIN_MS } from '../../webhooks/next-try';
import { processEvent } from '../../webhooks/process-event';

/**
 * Tries events again that failed, that wait for an order, or whose server died over them. A claim
 * by compare-and-set gives each to one worker; Stripe's own redelivery may still come in between,
 * and an effect happens once.
 */
export async function processDueEvents(now: number, startedBy: StartedBy): Promise<Counts> {
  // Not asked first whose keys these are: processing an event asks, and puts it off in an outage.
  const { processed, failed } = await eachRow(
    await listDueEvents(database().read, now, atOnce[startedBy]),
    {
      none: { processed: 0, notMine: 0, failed: 0 },
      fault: 'a webhook event could not be processed again',
      names: ({ stripeEventId }) => ({ stripeEventId }),
    },
    async (event) => {
      const isMine = await database().transaction((tx) =>
        claimEvent(tx, event, now, Date.now() + HANDLED_WITHIN_MS),
      );
      if (!isMine) return 'notMine';
      await processEvent(event.stripeEventId);
      return 'processed';
    },
  );
  return { tried: processed + failed, failed };
}
