import { deriveSumsAnew, differencesOf, findDayWithSums, foldSums } from '@/db/queries/daily-sums';
import { findCursor, moveCursor } from '@/db/queries/event-cursors';
import type { Reader } from '@/db/database';
import { database } from './database';
import { beginningOf, DAY_MS, dayOf, nextDay } from './domain/day';

/** Changes that one transaction adds up: on SQLite every other writer waits meanwhile. */
const CHANGES_AT_ONCE = 500;

const CURSOR = 'daily_sums';

/** Before there was anything to sum up. */
const BEGINNING = '2000-01-01';

/**
 * A day is derived once more when it has been over for so long, in ms: whatever was written in its
 * last second is committed by then, however far the servers' clocks differ.
 */
const SETTLES_AFTER_MS = 60 * 60_000;

/** Adds up to so many thousands of changes, each transaction a part. Gives how many there were. */
export async function addUp(goes: number): Promise<number> {
  let all = 0;
  for (let go = 0; go < goes; go++) {
    const now = await database().transaction((tx) => foldSums(tx, CHANGES_AT_ONCE, Date.now()));
    all += now;
    if (now < CHANGES_AT_ONCE) break;
  }
  return all;
}

export type Derived = {
  days: number;
  /** Whose sums were not what the rows say. */ corrected: number;
};

/**
 * Derives days that are over, once, up to `most` of them: what a server of the release before wrote
 * without a sum is in them then. The first time that is every day there ever was, and today and
 * yesterday go first, so that the desk is right about them at once. `now` in ms.
 */
export async function deriveWhatIsOver(now: number, most: number): Promise<Derived> {
  const derived = { days: 0, corrected: 0 };
  const cursor = await findCursor(database().read, CURSOR);
  const derive = async (day: string) => {
    derived.days += 1;
    if ((await deriveAnew(day)).length > 0) derived.corrected += 1;
  };
  if (!cursor) for (const at of [now, now - DAY_MS]) await derive(dayOf(at));
  const open = dayOf(now - SETTLES_AFTER_MS);
  let from = cursor ? dayOf(cursor.readUntil) : BEGINNING;
  while (from < open && derived.days < most) {
    const day = await findDayWithSums(database().read, from);
    if (day === null || day >= open) from = open;
    else {
      await derive(day);
      from = nextDay(day);
    }
  }
  const readUntil = beginningOf(from);
  if (readUntil !== cursor?.readUntil) {
    await database().transaction((tx) => moveCursor(tx, CURSOR, readUntil, Date.now()));
  }
  return derived;
}

/** Since when sums are not derived yet, as after an update: null where they all are. In ms. */
export async function findUnderived(db: Reader, now: number): Promise<number | null> {
  const cursor = await findCursor(db, CURSOR);
  if (!cursor) return beginningOf(BEGINNING);
  return cursor.readUntil < beginningOf(dayOf(now - SETTLES_AFTER_MS - DAY_MS))
    ? cursor.readUntil
    : null;
}

const deriveAnew = (day: string): Promise<string[]> =>
  database().transaction((tx) => deriveSumsAnew(tx, day, Date.now()));

/** Where the sums differ from the rows, a transaction for each day: one sentence each. */
export const checkSums = (): Promise<string[]> =>
  throughDays((day) => database().transaction((tx) => differencesOf(tx, day)));

/** Makes all sums anew out of the rows, a transaction for each day. Gives what was different. */
export const rebuildSums = (): Promise<string[]> => throughDays(deriveAnew);

async function throughDays(work: (day: string) => Promise<string[]>): Promise<string[]> {
  const told: string[] = [];
  for (let from = BEGINNING; ;) {
    const day = await findDayWithSums(database().read, from);
    if (day === null) return told;
    told.push(...(await work(day)));
    from = nextDay(day);
  }
}
