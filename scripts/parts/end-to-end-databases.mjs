import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { databasePlace } from './database-place.mjs';
import { startPostgres } from './postgres.mjs';

/**
 * So many empty databases of a run's own. Whoever has filled the first one and closed it has the others made its
 * copies by `copyFirst`; `ends` end their server.
 * @param {string} folder
 * @param {string} database
 * @param {number} count
 */
export async function emptyDatabases(folder, database, count) {
  const numbers = [...Array(count).keys()];
  if (database === 'sqlite') {
    const files = numbers.map((at) => join(folder, `cardkeep-${at}.db`));
    const copyFirst = async () => files.slice(1).forEach((file) => copyFileSync(files[0], file));
    return { places: files.map((file) => databasePlace(file)), copyFirst, ends: [] };
  }
  const postgres = await startPostgres();
  const names = numbers.map((at) => `cardkeep_e2e_${at}`);
  const first = await postgres.createDatabase(names[0]);
  const urlOf = (name) => Object.assign(new URL(first), { pathname: `/${name}` }).href;
  return {
    places: names.map((name) => databasePlace(urlOf(name))),
    copyFirst: async () => {
      for (const name of names.slice(1)) await postgres.createDatabase(name, names[0]);
    },
    ends: [postgres.end],
  };
}
