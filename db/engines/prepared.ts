import type SqliteConnection from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/**
 * Statements that a connection keeps ready. There are some three hundred queries, and some of them
 * are written anew for each length of a list.
 */
const MOST_STATEMENTS = 1_000;

type Statement = SqliteConnection.Statement<unknown[]>;

/**
 * A connection that prepares each statement once. Rows as arrays are a mode of the statement itself,
 * so that one text is two statements: otherwise whoever asks next would get the other's shape.
 */
export function preparingOnce(connection: SqliteConnection.Database): SqliteConnection.Database {
  const kept = new LRUCache<string, Statement>({ max: MOST_STATEMENTS });
  const statement = (mode: 'rows' | 'arrays', text: string): Statement => {
    const key = `${mode} ${text}`;
    const known = kept.get(key);
    if (known) return known;
    const made = connection.prepare<unknown[]>(text);
    if (mode === 'arrays') made.raw();
    kept.set(key, made);
    return made;
  };
  const prepare = (text: string) => ({
    run: (...values: unknown[]) => statement('rows', text).run(...values),
    all: (...values: unknown[]) => statement('rows', text).all(...values),
    get: (...values: unknown[]) => statement('rows', text).get(...values),
    raw: () => statement('arrays', text),
  });
  // What drizzle uses of a connection, and nothing else.
  return { prepare } as unknown as SqliteConnection.Database;
}
