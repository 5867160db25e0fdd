import { readFileSync } from 'node:fs';

const HEADER = 32;
const FRAME_HEADER = 24;

/**
 * The commits that stand in a SQLite database's write-ahead log, and which log it is: it is begun anew now and then.
 * Source: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
export function commitsOf(database: string): { log: string; commits: number } {
  const wal = readFileSync(`${database}-wal`);
  if (wal.length < HEADER) return { log: '', commits: 0 };
  const frame = FRAME_HEADER + wal.readUInt32BE(8);
  const log = wal.toString('hex', 16, 24);
  let commits = 0;
  for (let at = HEADER; at + frame <= wal.length; at += frame) {
    // What is left of the log before stands behind the end of this one.
    if (wal.toString('hex', at + 8, at + 16) !== log) break;
    if (wal.readUInt32BE(at + 4) !== 0) commits += 1;
  }
  return { log, commits };
}

/** How many commits lie between two looks; null where the log was begun anew in between. */
export const commitsBetween = (
  before: ReturnType<typeof commitsOf>,
  after: ReturnType<typeof commitsOf>,
): number | null => (before.log === after.log ? after.commits - before.commits : null);
