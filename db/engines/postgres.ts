import { setTimeout as wait } from 'node:timers/promises';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PgDatabase, PgQueryResultHKT, PgSession } from 'drizzle-orm/pg-core';
import { Pool } from 'pg';
import type { Engine, Transaction } from '../database';
import * as tables from '../schema/postgres';
import { withoutValues } from './query-error';

/** Enough for one server's requests: each holds a connection only for a short transaction. */
const CONNECTIONS = 10;

export function openPostgres(url: string): Engine {
  const pool = new Pool({ connectionString: url, max: CONNECTIONS });
  // A connection that breaks while nobody uses it is told here and nowhere else, and without a
  // listener the process would end of it. The pool has dropped it; the next query gets another.
  pool.on('error', () => undefined);
  // The same for one that breaks between two statements of a transaction: the next statement fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    ...postgresEngine(drizzle(pool) satisfies NodePgDatabase, () => pool.end()),
    transaction: (work) => untilAlone(() => onConnection(pool, work)),
  };
}

/**
 * One transaction on a connection of its own, which goes back to the pool whatever happens: drizzle
 * keeps one for ever where not even `begin` gets through.
 */
async function onConnection<T>(pool: Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let hasBegun = false;
  try {
    return await quiet(drizzle(client)).transaction((tx) => {
      hasBegun = true;
      return work(statements(tx));
    }, ALONE);
  } catch (error) {
    throw hasBegun ? error : new NotBegun(error);
  } finally {
    client.release(!hasBegun);
  }
}

/** The connection was broken before the transaction began: nothing has happened yet. */
class NotBegun extends Error {
  override name = 'NotBegun';
  constructor(cause: unknown) {
    super('the transaction could not begin', { cause });
  }
}

/**
 * What a transaction has read stays as it was until it ends, and a row that others wrote meanwhile
 * is not written over: it begins again, and then sees what they wrote. Together with the unique
 * indexes that is what SQLite's queue gives. The level above it, serializable, made a hundred
 * purchases at once fail of one another: in small tables and at the newest end of an index all of
 * them read the same page.
 */
const ALONE = { isolationLevel: 'repeatable read' } as const;

/** An engine over any of drizzle's Postgres drivers, so that tests can run it on PGlite. */
export const postgresEngine = <Driver extends PgQueryResultHKT>(
  db: PgDatabase<Driver>,
  close: () => Promise<void>,
): Engine => ({
  read: statements(db),
  transaction: (work) =>
    untilAlone(() => quiet(db).transaction((tx) => work(statements(tx)), ALONE)),
  close,
});

/** How long a transaction is begun again after something got in its way, in ms: as long as on SQLite. */
const BUSY_FOR_MS = 10_000;

/** The first pause in ms, doubled each time up to the longest, and shortened by chance. */
const PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 100;

/**
 * Undone so often a transaction waits in a line, in which one runs at a time. Where many change the
 * same row at once, all but one of those that run are undone: without a line some of them would lose
 * again and again, until their time is over.
 */
const TRIES_AMONG_OTHERS = 2;

/**
 * Runs a transaction again that Postgres has undone because of another one. Its work has no effect
 * outside of the database, so that running it anew is as good as running it later.
 * Source: https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
 */
async function untilAlone<T>(transact: () => Promise<T>, isInLine = false): Promise<T> {
  const giveUpAt = Date.now() + BUSY_FOR_MS;
  let duplicates = 0;
  let undone = 0;
  for (let pause = PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await transact();
    } catch (error) {
      const code = findSqlState(error);
      const isUndone = OF_OTHERS.includes(code ?? '');
      if (code === UNIQUE_VIOLATION) duplicates += 1;
      if (isUndone) undone += 1;
      const isOthersDoing =
        code === UNIQUE_VIOLATION
          ? duplicates <= DUPLICATES
          : isUndone || error instanceof NotBegun;
      const isLate = Date.now() > giveUpAt;
      if (isUndone && !isInLine && (isLate || undone === TRIES_AMONG_OTHERS)) {
        return inLine(() => untilAlone(transact, true));
      }
      if (!isOthersDoing || isLate) throw withoutValues(error);
      await wait(pause * (0.5 + Math.random() / 2));
    }
  }
}

let line: Promise<unknown> = Promise.resolve();

function inLine<T>(work: () => Promise<T>): Promise<T> {
  const turn = line.then(work);
  line = turn.catch(() => undefined);
  return turn;
}

/** serialization_failure and deadlock_detected. */
const OF_OTHERS = ['40001', '40P01'];

/**
 * Two transactions that insert the same thing at once meet at the index before Postgres knows that
 * they could not have run one after the other. Run again, the second one sees the first one's row;
 * if it is refused again, the duplicate is its own.
 */
const UNIQUE_VIOLATION = '23505';
const DUPLICATES = 2;

/** Postgres's code for what went wrong; drizzle wraps the error that carries it. */
function findSqlState(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return null;
}

/**
 * Its errors carry no value of a query. Here, because every statement is prepared by the session: an error that
 * has left it may be printed by anybody, with all that it holds.
 */
function quiet<D extends { _: { session: Session } }>(db: D): D {
  const { session } = db._;
  if (quieted.has(session)) return db;
  quieted.add(session);
  const prepare = session.prepareQuery.bind(session);
  session.prepareQuery = (...query) => {
    const prepared = prepare(...query);
    const execute = prepared.execute.bind(prepared);
    prepared.execute = async (...values) => {
      try {
        return await execute(...values);
      } catch (error) {
        throw withoutValues(error);
      }
    };
    return prepared;
  };
  return db;
}

type Session = Pick<PgSession, 'prepareQuery'>;
const quieted = new WeakSet<Session>();

// The one cast of this engine: what queries use of it has the same shape as SQLite's.
const statements = <Driver extends PgQueryResultHKT>(given: PgDatabase<Driver>): Transaction => {
  const db = quiet(given);
  return {
    select: db.select.bind(db),
    insert: db.insert.bind(db),
    update: db.update.bind(db),
    delete: db.delete.bind(db),
    tables,
  } as unknown as Transaction;
};
