import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '@/db/database';
import { testCards } from '../kit/test-cards';

/** A secret in full: what the log leaves of one ends behind `_secret_`. */
const CLIENT_SECRET = /\b(?:pi|seti)_[A-Za-z0-9]+_secret_[A-Za-z0-9]+/;

const NUMBERS = Object.values(testCards);

/** What of a text must not be written down: a client secret, a card's number. */
export function secretsIn(text: string): string[] {
  const secret = CLIENT_SECRET.exec(text)?.[0];
  const number = NUMBERS.find((each) => text.includes(each));
  return [
    ...(secret ? [`a client secret (${secret.slice(0, 12)}…)`] : []),
    ...(number ? ['a card number'] : []),
  ];
}

/** Looks through files, folders and every row of a database. */
export async function secretsWritten(db: Database, paths: readonly string[]): Promise<string[]> {
  const files = paths
    .flatMap(filesAt)
    .map((file): [string, string] => [file, readFileSync(file, 'latin1')]);
  const tables: [string, string][] = [];
  for (const [name, table] of Object.entries(db.read.tables)) {
    tables.push([`table ${name}`, JSON.stringify(await db.read.select().from(table))]);
  }
  return [...files, ...tables].flatMap(([place, text]) =>
    secretsIn(text).map((found) => `${found} stands in ${place}`),
  );
}

function filesAt(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).flatMap((name) => filesAt(join(path, name)));
}
