import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type * as sqliteSchema from './schema/sqlite';

/** The tables as queries see them. SQLite's give the types for both engines. */
export type Tables = typeof sqliteSchema;

type Statements = BaseSQLiteDatabase<'async', unknown>;

/** What may be asked outside and inside of a transaction. */
export type Reader = Pick<Statements, 'select'> & { tables: Tables };

/** What may be done inside of a transaction, and only there. */
export type Transaction = Pick<Statements, 'select' | 'insert' | 'update' | 'delete'> & {
  tables: Tables;
};

/**
 * One database on either engine. Queries use what both speak: select, insert, update, delete,
 * `returning`, `onConflictDoNothing`, `onConflictDoUpdate`, and compare-and-set by `where`.
 */
export type Database = {
  /** Reads outside of a transaction. Throws inside one: it would not see what was just written. */
  readonly read: Reader;
  /**
   * The only way to write. Either all of `work` happens or nothing. Keep it short, and wait for
   * no network in it: on SQLite every other writer waits meanwhile.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** One step of an engine: what a `Database` is made of. */
export type Engine = {
  read: Reader;
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};
