import { claimEvent, findEvent, listDueEvents, makeUntriedDue } from '@/db/queries/webhook-events';
import { database } from '../database';
import { log } from '../log';
import { isLeaving, underWay } from '../under-way';
import { HANDLED_WITHIN_MS } from './next-try';
import { processSoon } from './process-event';
import { isIdle, untilIdle, wantsMore } from './workers';

/** As many as fit into memory beside those that are there when more are wanted. */
const AT_ONCE = 100;

type State = {
  /** Whether the inbox may hold what is due and has found no place in memory. */
  hasMore: boolean;
  taking: Promise<void> | null;
};

const KEY = Symbol.for('cardkeep.take-up');
const holder = globalThis as { [KEY]?: State };
// On globalThis, because the server's entry points are bundled apart: each would take up as many.
const state = (): State => (holder[KEY] ??= { hasMore: false, taking: null });

/**
 * Has the events that are due in the inbox handled, as soon as there is room: what found no place in
 * memory, failed, waits for its order, or was left by a server that ended. A claim by compare-and-set
 * gives each to one server.
 */
export function takeUpDue(): void {
  state().hasMore = true;
  takeMore();
}

/** At a start: what no server has come to yet is due at once, not when its two minutes are over. */
export async function takeUpUntried(): Promise<void> {
  await database().transaction((tx) => makeUntriedDue(tx, Date.now()));
  takeUpDue();
}

/** Handles an event that was just written down, then what waits in the inbox for its place. */
export const handleSoon = (event: Parameters<typeof processSoon>[0]): void =>
  void processSoon(event).finally(takeMore);

/** Resolves when nothing in the inbox can be handled now: the rest has been handled, or has its time. */
export async function inboxIsDrained(): Promise<void> {
  const { taking, hasMore } = state();
  if (taking) await taking;
  else if (!isIdle()) await untilIdle();
  else if (hasMore && !isLeaving()) takeMore();
  else return;
  return inboxIsDrained();
}

function takeMore(): void {
  const at = state();
  if (!at.hasMore || at.taking || isLeaving() || !wantsMore()) return;
  at.taking = underWay(take)
    .catch((error: unknown) => log().error({ error }, 'the inbox could not be taken up'))
    .finally(() => {
      at.taking = null;
      // Those that were taken may have ended while the next were not asked for.
      takeMore();
    });
}

async function take(): Promise<void> {
  const now = Date.now();
  // Before the look: what is written down after it asks again.
  state().hasMore = false;
  const due = await listDueEvents(database().read, now, AT_ONCE);
  if (due.length === 0) return;
  const mine = await database().transaction(async (tx) => {
    const claimed: string[] = [];
    for (const event of due) {
      if (await claimEvent(tx, event, now, Date.now() + HANDLED_WITHIN_MS)) {
        claimed.push(event.stripeEventId);
      }
    }
    return claimed;
  });
  state().hasMore ||= due.length === AT_ONCE;
  for (const id of mine) {
    const row = await findEvent(database().read, id);
    if (row) handleSoon(row);
  }
}
