import SqliteConnection from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { preparingOnce } from './prepared';

const things = sqliteTable('things', { id: integer('id').primaryKey(), name: text('name') });
let connection: SqliteConnection.Database;

beforeEach(() => {
  connection = new SqliteConnection(':memory:');
  connection.exec('create table things (id integer primary key, name text)');
});
afterEach(() => connection.close());

it('prepares a statement once, however often it is asked', async () => {
  const prepare = vi.spyOn(connection, 'prepare');
  const db = drizzle(preparingOnce(connection));
  for (const id of [1, 2, 3]) await db.insert(things).values({ id, name: `thing ${id}` });
  for (const id of [1, 2, 3]) {
    expect(
      await db
        .select()
        .from(things)
        .where(sql`id = ${id}`),
    ).toEqual([{ id, name: `thing ${id}` }]);
  }
  expect(prepare).toHaveBeenCalledTimes(2);
});

it('gives rows in the shape that was asked for, though the text is the same', async () => {
  const db = drizzle(preparingOnce(connection));
  await db.insert(things).values({ id: 1, name: 'a thing' });
  const query = sql`select id, name from things`;
  const [asArrays, asRows] = [() => db.values(query), () => db.all(query)];
  for (let round = 0; round < 2; round++) {
    expect(asArrays()).toEqual([[1, 'a thing']]);
    expect(asRows()).toEqual([{ id: 1, name: 'a thing' }]);
  }
});
