import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { Pool } from 'pg';
import type { Engine, Transaction } from '../database';
import * as tables from '../schema/postgres';

/** Enough for one server's requests: each holds a connection only for a short transaction. */
const CONNECTIONS = 10;

export function openPostgres(url: string): Engine {
  const pool = new Pool({ connectionString: url, max: CONNECTIONS });
  return postgresEngine(drizzle(pool) satisfies NodePgDatabase, () => pool.end());
}

/** An engine over any of drizzle's Postgres drivers, so that tests can run it on PGlite. */
export const postgresEngine = <Driver extends PgQueryResultHKT>(
  db: PgDatabase<Driver>,
  close: () => Promise<void>,
): Engine => ({
  read: statements(db),
  transaction: (work) => db.transaction((tx) => work(statements(tx))),
  close,
});

// The one cast of this engine: what queries use of it has the same shape as SQLite's.
const statements = <Driver extends PgQueryResultHKT>(db: PgDatabase<Driver>): Transaction =>
  ({
    select: db.select.bind(db),
    insert: db.insert.bind(db),
    update: db.update.bind(db),
    delete: db.delete.bind(db),
    tables,
  }) as unknown as Transaction;
