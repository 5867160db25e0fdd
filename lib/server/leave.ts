import { setTimeout as wait } from 'node:timers/promises';
import { closeDatabase } from '../database';
import { CLICK_IS_ALIVE_MS } from '../domain/attempt';
import { log } from '../log';
import { beginLeaving, countUnderWay, untilNothingIsUnderWay } from '../under-way';
import { leaveWaiting } from '../webhooks/take-up';
import { closeConnections, watchConnections } from './connections';

/** One Ctrl-C arrives twice, from the terminal and from npm: what follows this closely is the same. In ms. */
const SAME_SIGNAL_MS = 1_000;

/** A database that does not let go must not keep the process, in ms: nothing is written any more. */
const CLOSE_WITHIN_MS = 5_000;

/**
 * At SIGTERM or SIGINT, in this order:
 * 1. `/api/health/ready` answers 503, and timers and workers begin nothing: events that wait are
 *    anybody's. All else is answered for `unreadyForMs`, in which proxies find out.
 * 2. No new connection is taken. Clicks, deliveries and the reconciler's step come to their end;
 *    after the 60 s that a click has, they are cut off, and found out about by the next server.
 * 3. The database is closed, and the process exits 0.
 *
 * A second signal, a second later or more, goes to 3 at once, and the process exits 1.
 */
export function leaveOnSignals(unreadyForMs: number): void {
  watchConnections();
  let firstAt: number | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (firstAt === null) {
      firstAt = now;
      void leave(signal, unreadyForMs);
    } else if (now - firstAt >= SAME_SIGNAL_MS) {
      log().warn({ signal, underWay: countUnderWay() }, 'told to end a second time: ends now');
      void end(1);
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

async function leave(signal: NodeJS.Signals, unreadyForMs: number): Promise<void> {
  log().info({ signal, underWay: countUnderWay() }, 'told to end: no longer ready');
  beginLeaving();
  await Promise.all([wait(unreadyForMs), within(CLOSE_WITHIN_MS, leaveWaiting)]);
  const isOver = await within(CLICK_IS_ALIVE_MS, async () => {
    await closeConnections();
    await untilNothingIsUnderWay();
  });
  if (isOver) log().info('Cardkeep ends: nothing is under way');
  else log().warn({ underWay: countUnderWay() }, 'Cardkeep ends: what is under way is cut off');
  await end(0);
}

async function end(code: number): Promise<never> {
  await within(CLOSE_WITHIN_MS, closeDatabase);
  process.exit(code);
}

/** Whether the work came to its end in this time. Its failure is an end, too, and is logged. */
async function within(ms: number, work: () => Promise<void>): Promise<boolean> {
  const done = work().then(
    () => true,
    (error: unknown) => {
      log().error({ error }, 'ending: failed');
      return true;
    },
  );
  return Promise.race([done, wait(ms, false)]);
}
