import { join } from 'node:path';
import SqliteConnection from 'better-sqlite3';
import { drizzle as sqlite } from 'drizzle-orm/better-sqlite3';
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator';
import { drizzle as postgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import { Pool } from 'pg';
import { withoutValues } from './engines/query-error';
import { keepPrivate } from './private-file.mjs';

const folder = (engine: 'sqlite' | 'postgres') => join(process.cwd(), 'db', 'migrations', engine);

/** Brings the database at `url` up to this version of the code. Running it again changes nothing. */
export async function migrateDatabase(url: string): Promise<void> {
  if (/^postgres(ql)?:\/\//.test(url)) {
    const pool = new Pool({ connectionString: url, max: 1 });
    try {
      await migratePostgres(postgres(pool), {
        migrationsFolder: folder('postgres'),
      });
    } catch (error) {
      throw withoutValues(error);
    } finally {
      await pool.end();
    }
    return;
  }
  const path = url.replace(/^file:/, '');
  keepPrivate(path);
  const connection = new SqliteConnection(path);
  try {
    migrateSqlite(sqlite(connection), { migrationsFolder: folder('sqlite') });
  } finally {
    connection.close();
  }
}
