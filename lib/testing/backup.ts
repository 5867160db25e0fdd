import { copyFileSync, rmSync } from 'node:fs';
import SqliteConnection from 'better-sqlite3';
import { closeDatabase } from '../database';

/** A copy of a SQLite database as it is now, made beside those who write to it. */
export async function backUp(file: string): Promise<string> {
  const copy = `${file}.backup`;
  const connection = new SqliteConnection(file, { readonly: true });
  try {
    await connection.backup(copy);
  } finally {
    connection.close();
  }
  return copy;
}

/** Puts a copy back, as while no server runs. Whoever asks next opens what is there then. */
export async function putBack(copy: string, file: string): Promise<void> {
  await closeDatabase();
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
  copyFileSync(copy, file);
}
