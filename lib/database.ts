import { openDatabase } from '@/db/client';
import type { Database } from '@/db/database';
import { env } from './env';

const KEY = Symbol.for('cardkeep.database');
const holder = globalThis as { [KEY]?: Database };

// On globalThis, because the server's entry points are bundled apart and each would open its
// own writer: two writers of one process would wait for one another.
export const database = (): Database => (holder[KEY] ??= openDatabase(env().databaseUrl));

/** Closes the database if it was opened, so that the next call opens what the settings say then. */
export async function closeDatabase(): Promise<void> {
  const open = holder[KEY];
  holder[KEY] = undefined;
  await open?.close();
}
