import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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

describe('a file from before it was written down what is sent', () => {
  const migrations = readdirSync(new URL('../migrations/sqlite', import.meta.url))
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .sort();
  const text = (name: string) =>
    readFileSync(new URL(`../migrations/sqlite/${name}`, import.meta.url), 'utf8');

  it('has nothing that waits to be sent, and nothing that is said to be sent', () => {
    const file = new SqliteConnection(':memory:');
    const place = (id: string, state: string) =>
      file.exec(`
        insert into orders (id, reference, user_id, customer_id, product_id, purchase_id, title, amount,
          currency, receipt_email, payment_state, paid_at, shipped_at, created_at, updated_at)
        values ('${id}', '${id}', 'u', 'c', 'p', '${id}', 'Tideline', 4800, 'eur', 'a@b.c', '${state}',
          2, 2, 1, 1);`);
    const sent = migrations.findIndex((name) => /sent_unrecorded/.test(text(name)));
    for (const name of migrations.slice(0, sent)) file.exec(text(name));
    file.pragma('foreign_keys = off');
    place('before', 'paid');
    place('unpaid', 'scheduled');
    for (const name of migrations.slice(sent)) file.exec(text(name));
    // By a server of the release before, which goes on beside the new one.
    place('beside', 'paid');
    expect(
      file.prepare('select id, sent_at, sent_unrecorded from orders order by id').all(),
    ).toEqual([
      { id: 'before', sent_at: null, sent_unrecorded: 1 },
      { id: 'beside', sent_at: null, sent_unrecorded: 0 },
      { id: 'unpaid', sent_at: null, sent_unrecorded: 0 },
    ]);
    file.close();
  });
});

describe('a file from before there was a table for what is owed', () => {
  const migration = (name: string) =>
    readFileSync(new URL(`../migrations/sqlite/${name}.sql`, import.meta.url), 'utf8');

  it('keeps what staff had not dealt with in sight', () => {
    const file = new SqliteConnection(':memory:');
    const before = ['0000_first', '0001_found_out', '0002_charge_later', '0003_delivery_faults'];
    for (const name of before) file.exec(migration(name));
    file.pragma('foreign_keys = off');
    file.exec(`
      insert into orders (id, reference, user_id, customer_id, product_id, purchase_id, title, amount,
        currency, receipt_email, payment_state, created_at, updated_at)
      values ('o', 'ABCD2345', 'u', 'c', 'p', 'b', 'Tideline', 4800, 'eur', 'a@b.c', 'paid', 1, 1);
      insert into order_events (id, order_id, type, data, at) values ('e', 'o', 'oversold', '{}', 2),
        ('f', 'o', 'order_placed', '{}', 1);
      insert into refunds (id, order_id, amount, currency, reason, status, stripe_refund_id,
        created_at, updated_at)
      values ('r', 'o', 700, 'eur', 'unstated', 'failed', 're_1', 3, 4),
        ('s', 'o', 800, 'eur', 'unstated', 'succeeded', 're_2', 3, 4),
        ('t', 'o', 900, 'eur', 'unstated', 'not_sent', null, 3, 4);
    `);
    file.exec(migration('0004_needs_attention'));
    const owed = file.prepare(
      'select kind, cause, amount, since, note from attention order by since',
    );
    expect(owed.all()).toEqual([
      { kind: 'oversold', cause: 'e', amount: 4800, since: 2, note: null },
      { kind: 'refund_failed', cause: 're_1', amount: 700, since: 4, note: null },
    ]);
    file.close();
  });
});
