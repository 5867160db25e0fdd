import type { Database, Engine } from './database';
import { openPostgres } from './engines/postgres';
import { openSqlite } from './engines/sqlite';
import { assertOutsideTransaction, markTransaction } from './transaction-scope';

const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** Whether one server process at most has this database: a SQLite file. */
export const hasOneServer = (url: string): boolean => !isPostgres(url);

/** Opens Postgres for a `postgres://` URL and SQLite for anything else: `file:path` or a path. */
export const openDatabase = (url: string): Database =>
  guarded(isPostgres(url) ? openPostgres(url) : openSqlite(url.replace(/^file:/, '')));

/** Puts the rules of transactions around an engine. */
export const guarded = (engine: Engine): Database => ({
  get read() {
    assertOutsideTransaction('A read beside the transaction');
    return engine.read;
  },
  transaction(work) {
    assertOutsideTransaction('A second transaction');
    return markTransaction((marked) => engine.transaction((tx) => marked(() => work(tx))));
  },
  close: () => engine.close(),
});
