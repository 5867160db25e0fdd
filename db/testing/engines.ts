import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { guarded, openDatabase } from '../client';
import type { Database } from '../database';
import { postgresEngine } from '../engines/postgres';
import { migrateDatabase } from '../migrate';

export type Opened = { db: Database; close: () => Promise<void> };

/** A file of its own in the system's temporary folder, as the app would open it. */
export async function openSqliteFile(): Promise<Opened & { file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'cardkeep-db-'));
  const file = join(folder, 'cardkeep.db');
  await migrateDatabase(`file:${file}`);
  const db = openDatabase(`file:${file}`);
  const close = async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  };
  return { db, file, close };
}

/** Postgres within this process: the app's own engine and migrations, on PGlite's driver. */
export async function openPglite(): Promise<Opened> {
  const pglite = new PGlite();
  const driver = drizzle(pglite);
  await migrate(driver, { migrationsFolder: join(process.cwd(), 'db', 'migrations', 'postgres') });
  const db = guarded(postgresEngine(driver, () => pglite.close()));
  return { db, close: () => db.close() };
}

export const engines = [
  { engine: 'SQLite', open: openSqliteFile },
  { engine: 'Postgres', open: openPglite },
] as const;
