import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inRoot, root } from './root.mjs';

/**
 * Where DATABASE_URL points, and where the local Stripe that belongs to it keeps its objects: beside the database
 * and named after it, so that two databases never share a Stripe, nor one database meet a stranger's ids.
 * @param {string | undefined} url
 * @returns {{ engine: string, url: string, file: string | null, shown: string, stripeLocalFile: string }}
 */
export function databasePlace(url) {
  if (url && /^postgres(ql)?:/.test(url)) {
    const { hostname, port, pathname } = new URL(url);
    // The password stays out of it: a new one does not make a new database.
    const name = createHash('sha256').update(`${hostname}:${port}${pathname}`).digest('hex');
    return {
      engine: 'postgres',
      url,
      file: null,
      shown: `Postgres at ${hostname}${pathname}`,
      stripeLocalFile: inRoot('.data', `postgres-${name.slice(0, 12)}.stripe-local.json`),
    };
  }
  const file = sqliteFile(url || 'file:.data/cardkeep.db');
  return {
    engine: 'sqlite',
    url: `file:${file}`,
    file,
    shown: file,
    stripeLocalFile: `${file.replace(/\.(db|sqlite3?)$/, '')}.stripe-local.json`,
  };
}

function sqliteFile(url) {
  if (url.startsWith('file://')) return fileURLToPath(url);
  return resolve(root, url.replace(/^file:/, ''));
}
