import {
  claimDueEvents,
  giveBackEvents,
  giveBackEventsDueBy,
  listDueEvents,
  type ClaimedEvent,
} from '@/db/queries/webhook-events';
import { database } from '../database';
import { log } from '../log';
import { isLeaving, underWay } from '../under-way';
import { HANDLED_WITHIN_MS } from './next-try';
import { processSoon } from './process-event';
import { dropWaiting, isIdle, untilIdle, wantsMore } from './workers';

/** Fits into memory beside those that are there when more are wanted, and holds no click up. */
const AT_ONCE = 50;

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

/** Whether others were here first, and wait in the inbox: who comes now lines up behind them. */
export const othersWait = (): boolean => state().hasMore || state().taking !== null;

/**
 * At a start: what a server had that has died is due at once, not when its two minutes are over. One
 * that lives may be at it: both may fetch, and the mark lets one win.
 */
export async function takeUpLeft(): Promise<void> {
  const at = Date.now();
  await database().transaction((tx) =>
    giveBackEventsDueBy(tx, { at, until: at + HANDLED_WITHIN_MS }),
  );
  takeUpDue();
}

/** Told to end: what has not begun is anybody's now, and waits for no server's two minutes. */
export async function leaveWaiting(): Promise<void> {
  const left = dropWaiting();
  if (left.length === 0) return;
  await database().transaction((tx) => giveBackEvents(tx, left, Date.now()));
}

/** Handles an event that was just written down, then what waits in the inbox for its place. */
export const handleSoon = (event: ClaimedEvent): void => void processSoon(event).finally(takeMore);

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
  // Before the look: what is written down after it asks again.
  state().hasMore = false;
  const at = Date.now();
  if ((await listDueEvents(database().read, at, 1)).length === 0) return;
  state().hasMore = true;
  const mine = await database().transaction((tx) =>
    claimDueEvents(tx, { at, until: Date.now() + HANDLED_WITHIN_MS, limit: AT_ONCE }),
  );
  for (const event of mine) handleSoon(event);
}
