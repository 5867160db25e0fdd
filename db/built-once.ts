import { getTableColumns, Param, sql, type SQL } from 'drizzle-orm';
import type { AnySQLiteColumn, SQLiteInsertBase, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Reader, Tables, Transaction } from './database';

type Values = Record<string, unknown>;

/** What drizzle makes of a builder: its text, and what its rows are read by. */
type Prepared<Rows> = { execute(values: Values): Promise<Rows> };

/**
 * A query whose text is built the first time that a connection is asked it, and then only given its values:
 * on SQLite building one costs several times what running it does. A transaction of Postgres is a connection
 * of its own, which builds it anew.
 *
 * For queries that every click or event asks. They are written as any other, with `given` for the values.
 */
export function builtOnce<Db extends Reader, Rows>(
  build: (db: Db) => { prepare(): Prepared<Rows> },
): (db: Db, values: Values) => Promise<Rows> {
  const built = new WeakMap<Db, Prepared<Rows>>();
  return async (db, values) => {
    const known = built.get(db);
    if (known) return known.execute(values);
    const prepared = build(db).prepare();
    built.set(db, prepared);
    return prepared.execute(values);
  };
}

/** Stands for a value that comes with each call, under a name, and is written as its column writes it. */
export const given = (column: AnySQLiteColumn, name: string): SQL =>
  sql`${new Param(sql.placeholder(name), {
    // As drizzle does for a value that is there when it builds.
    mapToDriverValue: (value) => (value === null ? null : column.mapToDriverValue(value)),
  })}`;

type Row<T extends SQLiteTable> = Partial<T['$inferInsert']>;

/**
 * A statement that writes columns of one row, built once for each set of columns that come. `build` gets what stands
 * for them; whatever else it has `given` comes beside the row.
 */
export function writtenOnce<T extends SQLiteTable, Rows>(
  tableOf: (tables: Tables) => T,
  build: (tx: Transaction, table: T, row: Row<T>) => { prepare(): Prepared<Rows> },
): (tx: Transaction, row: Row<T>, beside?: Values) => Promise<Rows> {
  const byColumns = new Map<string, (tx: Transaction, values: Values) => Promise<Rows>>();
  const builtFor = (names: readonly string[]) =>
    builtOnce((tx: Transaction) => {
      const table = tableOf(tx.tables);
      const columns = Object.entries(getTableColumns(table) as Record<string, AnySQLiteColumn>);
      const brought = columns.filter(([name]) => names.includes(name));
      const row = brought.map(([name, column]) => [name, given(column, name)]);
      return build(tx, table, Object.fromEntries(row) as Row<T>);
    });
  return (tx, row, beside = {}) => {
    const values: Values = row;
    // As drizzle does: what is undefined is not there, and has its column's default.
    const names = Object.keys(values).filter((name) => values[name] !== undefined);
    const key = names.join();
    const ask = byColumns.get(key) ?? builtFor(names);
    byColumns.set(key, ask);
    return ask(tx, { ...values, ...beside });
  };
}

/** An insert of one row. `finish` says what else the statement has, such as what it returns. */
export function insertOnce<T extends SQLiteTable, Rows>(
  tableOf: (tables: Tables) => T,
  finish: (insert: SQLiteInsertBase<T, 'async', unknown>) => { prepare(): Prepared<Rows> },
): (tx: Transaction, row: T['$inferInsert']) => Promise<Rows> {
  return writtenOnce(tableOf, (tx, table, row) => {
    // Whole, as the row is that it stands for.
    return finish(tx.insert(table).values(row as T['$inferInsert']));
  });
}
