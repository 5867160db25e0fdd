import { setTimeout as wait } from 'node:timers/promises';
import SqliteConnection from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Engine, Transaction } from '../database';
import { keepPrivate } from '../private-file.mjs';
import * as tables from '../schema/sqlite';
import { preparingOnce } from './prepared';
import { sharingCommits } from './shared-commit';

/** How long a writer keeps asking for a database that another process writes to, in ms. */
const BUSY_FOR_MS = 10_000;

/**
 * One writing connection, whose writers wait for one another and share commits, and a reading one
 * beside it. An `await` may stand inside a transaction without anybody else's statements slipping in.
 */
export function openSqlite(path: string): Engine {
  keepPrivate(path);
  const writer = connect(path);
  const reader = connect(path);
  reader.pragma('query_only = on');
  const tx = statements(drizzle(preparingOnce(writer)));
  const { write, idle } = sharingCommits(writer, () => begin(writer));

  return {
    read: statements(drizzle(preparingOnce(reader))),
    transaction: (work) => write(() => work(tx)),
    async close() {
      await idle();
      reader.close();
      writer.close();
    },
  };
}

function connect(path: string): SqliteConnection.Database {
  // timeout 0: better-sqlite3 waits for a lock synchronously, and the whole process with it.
  const connection = new SqliteConnection(path, { timeout: 0 });
  connection.pragma('journal_mode = wal');
  connection.pragma('synchronous = full');
  connection.pragma('foreign_keys = on');
  return connection;
}

async function begin(writer: SqliteConnection.Database): Promise<void> {
  const giveUpAt = Date.now() + BUSY_FOR_MS;
  for (let pause = 2; ; pause = Math.min(pause * 2, 100)) {
    try {
      writer.exec('begin immediate');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > giveUpAt) throw error;
      await wait(pause);
    }
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof SqliteConnection.SqliteError && error.code.startsWith('SQLITE_BUSY');

// The one cast of this engine: its builders answer to `await` as the asynchronous ones do.
const statements = (db: BetterSQLite3Database): Transaction =>
  ({
    select: db.select.bind(db),
    insert: db.insert.bind(db),
    update: db.update.bind(db),
    delete: db.delete.bind(db),
    tables,
  }) as unknown as Transaction;
