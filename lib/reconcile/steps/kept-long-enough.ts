import { tidy } from '@/db/queries/retention';
import { database } from '../../database';
import { retention, type RetentionName } from '../../domain/retention';
import { seeTo } from '../each-row';
import type { Counts, StartedBy } from '../step';

/**
 * So many rows of each kind in one go, of which each is one short statement: on SQLite every other
 * writer waits meanwhile. The timer comes back in half a minute; the command goes on until none is left.
 */
const AT_ONCE = 500;

/** Goes of the command at most: more than a million rows of each kind are for another run. */
const GOES: Readonly<Record<StartedBy, number>> = { timer: 1, command: 2_000 };

const names = Object.keys(retention) as RetentionName[];

/** Empties or deletes what names somebody, is no part of the books and was kept for long enough. */
export async function takeWhatIsOver(now: number, startedBy: StartedBy): Promise<Counts> {
  const counts: Record<string, number> = { failed: 0 };
  for (const name of names) {
    const failing = { fault: 'what is over could not be taken', names: () => ({ what: name }) };
    const end = await seeTo(name, failing, async () => {
      counts[name] = await takeAll(name, now - retention[name].keptForMs, GOES[startedBy]);
      return 'taken';
    });
    if (end === 'failed') counts.failed = (counts.failed ?? 0) + 1;
  }
  return counts;
}

async function takeAll(name: RetentionName, before: number, goes: number): Promise<number> {
  let taken = 0;
  for (let go = 0; go < goes; go++) {
    const now = await database().transaction((tx) =>
      tidy[name](tx, { before, at: Date.now() }, AT_ONCE),
    );
    taken += now;
    if (now < AT_ONCE) break;
  }
  return taken;
}
