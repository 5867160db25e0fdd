import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Reader } from '../database';
import * as schema from '../schema/sqlite';

/** Every table: what the schema calls it, what the database does, and its columns. */
export const everyTable = () =>
  Object.entries(schema).flatMap(([key, table]) =>
    is(table, SQLiteTable)
      ? [{ key, name: getTableName(table), columns: Object.keys(getTableColumns(table)) }]
      : [],
  );

/** All that stands in a database, as text. */
export async function everyRow(db: Reader): Promise<string> {
  const tables = Object.values(db.tables).filter((table) => is(table, SQLiteTable));
  return JSON.stringify(await Promise.all(tables.map((table) => db.select().from(table))));
}
