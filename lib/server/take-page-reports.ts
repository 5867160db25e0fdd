import { addPageReport } from '@/db/queries/page-reports';
import { database } from '../database';
import { type PageReport } from '../domain/page-report';
import { readPageReports } from '../domain/read-page-reports';
import { env } from '../env';
import { log } from '../log';
import { readBody } from '../read-body';
import { underWay } from '../under-way';

/** A report is one kilobyte, and browsers put a few of them together. */
const MOST_BYTES = 32 * 1024;

/**
 * Of all that comes, a process writes so many down in a minute. Anybody can send reports, without
 * a session: they are a sample of what happens and no count of it.
 */
export const WRITTEN_A_MINUTE = 30;
const MINUTE_MS = 60_000;

/** `passed_over` where there were enough in this minute. */
export type Taken = 'taken' | 'passed_over' | 'no_report' | 'too_large';

type Minute = { since: number; written: number };
const KEY = Symbol.for('cardkeep.page-reports');
const holder = globalThis as { [KEY]?: Minute };

/** Takes in what a browser says that a page was not allowed to do. Never throws: nobody waits for it. */
export async function takePageReports(request: Request, now = Date.now()): Promise<Taken> {
  const body = await readBody(request, MOST_BYTES);
  if (body.fault === 'too_large') return 'too_large';
  const reports = readPageReports(parsed(body.text ?? ''), env().appUrl);
  if (reports === null) return 'no_report';
  const sample = reports.slice(0, takeShare(reports.length, now));
  await underWay(() => write(sample, now));
  return sample.length < reports.length ? 'passed_over' : 'taken';
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** How many of so many may still be written in this minute; they are counted as written. */
function takeShare(wanted: number, now: number): number {
  const minute = holder[KEY];
  const current =
    minute && Math.abs(now - minute.since) < MINUTE_MS ? minute : { since: now, written: 0 };
  holder[KEY] = current;
  const share = Math.min(wanted, WRITTEN_A_MINUTE - current.written);
  current.written += share;
  return share;
}

async function write(reports: readonly PageReport[], now: number): Promise<void> {
  try {
    for (const report of reports) {
      const isNew = await database().transaction((tx) => addPageReport(tx, report, now));
      if (isNew) log().warn(report, 'a page was kept from something that its policy does not have');
    }
  } catch (error) {
    log().warn({ error }, 'what a browser reported could not be written down');
  }
}
