import { copyFileSync, rmSync } from 'node:fs';
import SqliteConnection from 'better-sqlite3';

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

/** Puts a copy back in place of a database that nobody has open. */
export function putBack(copy: string, file: string): void {
  // What is left of a write-ahead log would be played over the copy.
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
  copyFileSync(copy, file);
}
