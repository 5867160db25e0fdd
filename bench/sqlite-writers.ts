/**
 * Sixteen writers at once on one SQLite file, each waiting for its own commit before it writes again: how many
 * transactions a second come on disk, beside the same work with a commit each and its statements prepared anew, in one
 * run. `npm run bench -- sqlite-writers [--quick]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SqliteConnection from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Transaction } from '../db/database';
import { openSqlite } from '../db/engines/sqlite';
import { migrateDatabase } from '../db/migrate';
import { receiveEvent } from '../db/queries/webhook-events';
import * as tables from '../db/schema/sqlite';
import { median, tell } from './parts/figure';

const WRITERS = 16;
const ROUND_MS = 1_000;

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const ROUNDS = values.quick ? 5 : 20;

type Write = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;

/** What the engine did before: one writer after the other, a commit each. */
function oneByOne(path: string): Write {
  const connection = new SqliteConnection(path, { timeout: 0 });
  for (const pragma of ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on']) {
    connection.pragma(pragma);
  }
  const tx = Object.assign(drizzle(connection), { tables }) as unknown as Transaction;
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = queue.then(async () => {
      connection.exec('begin immediate');
      const result = await work(tx);
      connection.exec('commit');
      return result;
    });
    queue = turn;
    return turn;
  };
}

let made = 0;
const anEvent = () => ({
  stripeEventId: `evt_${(made += 1)}`,
  type: 'payment_intent.succeeded',
  apiVersion: null,
  livemode: false,
  payload: {
    id: 'evt',
    object: 'event',
    data: { object: { id: 'pi_1', object: 'payment_intent' } },
  },
  nextTryAt: 0,
});

/** Transactions in one round: each writes an event down. */
async function round(write: Write): Promise<number> {
  let written = 0;
  const until = performance.now() + ROUND_MS;
  const writer = async () => {
    while (performance.now() < until) {
      await write((tx) => receiveEvent(tx, anEvent(), 0));
      written += 1;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return written;
}

const folder = mkdtempSync(join(process.cwd(), '.cache', 'bench-'));
try {
  const [ours, before] = ['ours', 'before'].map((name) => join(folder, `${name}.db`)) as [
    string,
    string,
  ];
  for (const file of [ours, before]) await migrateDatabase(`file:${file}`);
  const engine = openSqlite(ours);
  const write: Record<'ours' | 'before', Write> = {
    ours: (work) => engine.transaction(work),
    before: oneByOne(before),
  };
  const each = { ours: [] as number[], before: [] as number[] };
  for (let n = -1; n < ROUNDS; n++) {
    for (const name of ['ours', 'before'] as const) {
      const written = await round(write[name]);
      if (n >= 0) each[name].push(written);
    }
  }
  const [a, b] = [median(each.ours), median(each.before)];
  tell({
    figure: `Transactions on one SQLite file, ${WRITERS} writers at once`,
    ours: `${a}/s`,
    beside: `a commit each: ${b}/s`,
    ratio: a / b,
    goal: '≥ 3',
  });
  await engine.close();
} finally {
  rmSync(folder, { recursive: true });
}
