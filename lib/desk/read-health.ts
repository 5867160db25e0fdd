import {
  COUNTED,
  countDueCalls,
  countOpenAttention,
  countStuckRefunds,
  countUnheardRefunds,
  countUnknownAttempts,
  countUnprocessed,
  countWaitingMails,
  findLastEvent,
  findOldestUnprocessed,
} from '@/db/queries/desk-health';
import { listDeliveryFaults } from '@/db/queries/delivery-faults';
import { listRuns } from '@/db/queries/desk-runs';
import { listPageReports } from '@/db/queries/page-reports';
import { database } from '../database';
import { REFUND_IS_STUCK_AFTER_MS } from '../domain/attention';
import type { Count, DeskHealth } from '../domain/desk-view';
import { newestPage } from '../domain/page';
import { doesMailLeave } from '../mail/route';
import { toRun } from './read-runs';

/** How the shop is, from short lists only, because it is asked for when much is wrong. For staff only. */
export async function readHealth(now = Date.now()): Promise<DeskHealth> {
  const { read } = database();
  const [
    lastEvent,
    unprocessed,
    oldest,
    attempts,
    refunds,
    owed,
    stuck,
    calls,
    mails,
    deliveryFaults,
    pageReports,
    runs,
  ] = await Promise.all([
    findLastEvent(read),
    countUnprocessed(read),
    findOldestUnprocessed(read),
    countUnknownAttempts(read),
    countUnheardRefunds(read),
    countOpenAttention(read),
    countStuckRefunds(read, now - REFUND_IS_STUCK_AFTER_MS),
    countDueCalls(read, now),
    countWaitingMails(read),
    listDeliveryFaults(read, now),
    listPageReports(read, now),
    listRuns(read, newestPage(1)),
  ]);
  const [lastRun] = runs.rows;
  return {
    at: now,
    lastEvent: lastEvent && {
      type: lastEvent.type,
      receivedAt: lastEvent.receivedAt,
      lagMs: lagOf(lastEvent),
    },
    unprocessed: { ...counted(unprocessed), oldestReceivedAt: oldest },
    unknownAttempts: counted(attempts),
    unheardRefunds: counted(refunds),
    openAttention: counted(owed),
    stuckRefunds: counted(stuck),
    dueCalls: counted(calls),
    waitingMails: counted(mails),
    mailLeaves: doesMailLeave(),
    deliveryFaults,
    pageReports,
    lastRun: lastRun ? toRun(lastRun) : null,
  };
}

const counted = (count: number): Count => ({
  count: Math.min(count, COUNTED),
  more: count > COUNTED,
});

/** From Stripe's making an event to our having it, in ms. Stripe counts in whole seconds. */
function lagOf({ receivedAt, payload }: { receivedAt: number; payload: unknown }): number | null {
  const { created } = payload as { created?: unknown };
  return typeof created === 'number' ? Math.max(0, receivedAt - created * 1000) : null;
}
