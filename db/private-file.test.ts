import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './client';
import { migrateDatabase } from './migrate';
import { keepPrivate } from './private-file.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardkeep-private-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const modesIn = (path: string) =>
  Object.fromEntries(readdirSync(path).map((name) => [name, modeOf(join(path, name))]));

describe.skipIf(process.platform === 'win32')('what the shop writes is its owner’s alone', () => {
  it('a new database, with what stands beside it', async () => {
    const data = join(folder, '.data');
    await migrateDatabase(`file:${data}/shop.db`);
    const db = openDatabase(`file:${data}/shop.db`);
    await db.transaction((tx) => tx.select().from(tx.tables.users));
    expect(modesIn(data)).toEqual({ 'shop.db': '600', 'shop.db-wal': '600', 'shop.db-shm': '600' });
    expect(modeOf(data)).toBe('700');
    await db.close();
  });

  it('one that was there, readable to all', async () => {
    const data = join(folder, '.data');
    await migrateDatabase(`file:${data}/shop.db`);
    const before = openDatabase(`file:${data}/shop.db`);
    for (const name of readdirSync(data)) chmodSync(join(data, name), 0o644);
    chmodSync(data, 0o755);
    const db = openDatabase(`file:${data}/shop.db`);
    expect(modesIn(data)).toEqual({ 'shop.db': '600', 'shop.db-wal': '600', 'shop.db-shm': '600' });
    expect(modeOf(data)).toBe('700');
    await db.close();
    await before.close();
  });

  it('a log, and the folders of ours that it stands in', () => {
    const logs = join(folder, '.data', 'logs');
    mkdirSync(logs, { recursive: true });
    writeFileSync(join(logs, 'app.log'), 'told');
    for (const each of [join(folder, '.data'), logs]) chmodSync(each, 0o755);
    keepPrivate(join(logs, 'app.log'));
    expect([modeOf(join(folder, '.data')), modeOf(logs)]).toEqual(['700', '700']);
    expect(modeOf(join(logs, 'app.log'))).toBe('600');
  });

  it('but a folder of somebody else’s stays as it was', () => {
    chmodSync(folder, 0o755);
    keepPrivate(join(folder, 'shop.db'));
    expect(modeOf(folder)).toBe('755');
    expect(modeOf(join(folder, 'shop.db'))).toBe('600');
  });
});
