import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteConnection from 'better-sqlite3';
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../migrate';
import * as postgres from './postgres';
import * as sqlite from './sqlite';

type Journal = { entries: { idx: number; tag: string }[] };

/** The schema as the last migration left it. */
function lastSnapshot(engine: 'sqlite' | 'postgres'): Snapshot {
  const read = (name: string): unknown =>
    JSON.parse(
      readFileSync(new URL(`../migrations/${engine}/meta/${name}.json`, import.meta.url), 'utf8'),
    );
  const last = (read('_journal') as Journal).entries.at(-1);
  if (!last) throw new Error(`there is no migration for ${engine}`);
  return read(`${String(last.idx).padStart(4, '0')}_snapshot`) as Snapshot;
}

/** drizzle-kit names types that it does not ship: what is used of it is said here. */
type Snapshot = { id: string };
type Kit = {
  snapshotOf: (schema: Record<string, unknown>, previous: string) => Snapshot | Promise<Snapshot>;
  statementsBetween: (before: Snapshot, now: Snapshot) => Promise<string[]>;
};
const onSqlite: Kit = {
  snapshotOf: generateSQLiteDrizzleJson,
  statementsBetween: generateSQLiteMigration,
};
const onPostgres: Kit = { snapshotOf: generateDrizzleJson, statementsBetween: generateMigration };

// Somebody who changes a schema and forgets `npm run db:generate` finds out here, not in production.
describe.each([
  ['sqlite', onSqlite, sqlite],
  ['postgres', onPostgres, postgres],
] as const)('the migrations of %s', (engine, kit, schema) => {
  const before = lastSnapshot(engine);
  const changesTo = async (tables: Record<string, unknown>) =>
    kit.statementsBetween(before, await kit.snapshotOf(tables, before.id));

  it('bring a database to where the schema is', async () =>
    expect(await changesTo({ ...schema })).toEqual([]));

  it('would miss a table that is gone', async () => {
    const { rateLimits: _, ...rest } = schema;
    expect(await changesTo(rest)).toEqual([expect.stringMatching(/^DROP TABLE .rate_limits./)]);
  });
});

describe('migrating a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardkeep-migrate-'));
  const file = join(folder, 'below', 'cardkeep.db');
  const tables = () => {
    const connection = new SqliteConnection(file, { readonly: true });
    try {
      return connection.prepare('select name, sql from sqlite_master order by name').all();
    } finally {
      connection.close();
    }
  };
  beforeAll(() => migrateDatabase(`file:${file}`));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('makes the folder and every table', () => expect(tables()).not.toEqual([]));

  it('changes nothing the second time', async () => {
    const before = tables();
    await migrateDatabase(`file:${file}`);
    expect(tables()).toEqual(before);
  });
});
