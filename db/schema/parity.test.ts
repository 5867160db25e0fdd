import { is, SQL, type Column } from 'drizzle-orm';
import { getTableConfig as postgresConfig, PgDialect, PgTable } from 'drizzle-orm/pg-core';
import {
  getTableConfig as sqliteConfig,
  SQLiteSyncDialect,
  SQLiteTable,
} from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import * as postgres from './postgres';
import * as sqlite from './sqlite';

const tablesIn = <T>(schema: object, isTable: (value: unknown) => value is T) =>
  Object.entries(schema).filter((entry): entry is [string, T] => isTable(entry[1]));
const sqliteTables = tablesIn(sqlite, (value) => is(value, SQLiteTable));
const postgresTables = new Map(tablesIn(postgres, (value) => is(value, PgTable)));

/** What a value is to a query, whatever the engine calls it. */
const kinds: Record<string, string> = {
  'SQLiteCustomColumn text': 'text',
  'PgCustomColumn text': 'text',
  SQLiteInteger: 'number',
  PgInteger: 'number',
  PgBigInt53: 'number',
  SQLiteBoolean: 'boolean',
  PgBoolean: 'boolean',
  SQLiteTextJson: 'json',
  'PgCustomColumn jsonb': 'json',
  SQLiteTimestamp: 'date',
  'PgCustomColumn bigint': 'date',
};

const typeOf = (column: Column): string =>
  column.columnType.endsWith('CustomColumn')
    ? `${column.columnType} ${column.getSQLType()}`
    : column.columnType;

const describeColumn = (column: Column) => ({
  name: column.name,
  kind: kinds[typeOf(column)] ?? `unknown: ${typeOf(column)}`,
  notNull: column.notNull,
  default: column.hasDefault ? column.default : 'none',
  primary: column.primary,
  unique: column.isUnique,
});

const dialects = { sqlite: new SQLiteSyncDialect(), postgres: new PgDialect() };
type Engine = keyof typeof dialects;

const text = (engine: Engine, sql: SQL | undefined): string | null =>
  sql ? dialects[engine].sqlToQuery(sql).sql : null;

const byName = <T extends { name: string }>(rows: readonly T[]) =>
  [...rows].sort((a, b) => a.name.localeCompare(b.name));

type Config = ReturnType<typeof sqliteConfig> | ReturnType<typeof postgresConfig>;

const nameOf = (column: unknown): string =>
  is(column, SQL) ? 'an expression' : (column as { name: string }).name;

function describeTable(engine: Engine, config: Config) {
  return {
    name: config.name,
    columns: byName(config.columns.map(describeColumn)),
    indexes: byName(
      config.indexes.map(({ config: index }) => ({
        name: index.name ?? 'unnamed',
        columns: index.columns.map(nameOf),
        unique: index.unique,
        where: text(engine, index.where),
      })),
    ),
    primaryKeys: byName(
      config.primaryKeys.map((key) => ({
        name: key.getName(),
        columns: key.columns.map(nameOf),
      })),
    ),
    uniqueConstraints: config.uniqueConstraints.map((each) => each.columns.map(nameOf)),
    checks: byName(config.checks.map(({ name, value }) => ({ name, value: text(engine, value) }))),
    foreignKeys: config.foreignKeys
      .map((key) => {
        const { columns, foreignColumns, foreignTable } = key.reference();
        return {
          columns: columns.map(nameOf),
          to: foreignColumns.map(nameOf),
          table: tableName(engine, foreignTable),
          onDelete: key.onDelete ?? 'no action',
          onUpdate: key.onUpdate ?? 'no action',
        };
      })
      .sort((a, b) => a.columns.join().localeCompare(b.columns.join())),
  };
}

const tableName = (engine: Engine, table: unknown): string =>
  engine === 'sqlite'
    ? sqliteConfig(table as SQLiteTable).name
    : postgresConfig(table as PgTable).name;

it('has the same tables on both engines', () =>
  expect([...postgresTables.keys()].sort()).toEqual(sqliteTables.map(([name]) => name).sort()));

describe.each(sqliteTables)('%s', (name, table) => {
  const twin = postgresTables.get(name);
  if (!twin) throw new Error(`the Postgres schema has no ${name}`);
  const onSqlite = describeTable('sqlite', sqliteConfig(table));
  const onPostgres = describeTable('postgres', postgresConfig(twin));

  it.each(Object.keys(onSqlite) as (keyof typeof onSqlite)[])('has the same %s', (part) =>
    expect(onPostgres[part]).toEqual(onSqlite[part]),
  );

  it('has columns of kinds that are known on both', () =>
    expect(onSqlite.columns.filter(({ kind }) => kind.startsWith('unknown'))).toEqual([]));

  // A Postgres integer ends at 2^31: a time in milliseconds, or an amount in yen, does not fit.
  it('holds times and amounts in 64 bits on Postgres', () => {
    const narrow = postgresConfig(twin).columns.filter((column) =>
      /(_at|_until|amount|^at|expire)$/.test(column.name)
        ? column.getSQLType() !== 'bigint'
        : false,
    );
    expect(narrow.map((column) => column.name)).toEqual([]);
  });
});
