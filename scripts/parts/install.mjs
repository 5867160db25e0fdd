import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Stop } from './main.mjs';
import { npm } from './npm.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { inRoot } from './root.mjs';

const MARK = inRoot('node_modules', '.cardkeep-lock-hash');

/** Installs exactly what the lock file says, unless that is what is there. */
export async function ensureInstalled() {
  const wanted = fingerprint();
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === wanted) return;
  if (!(await installedByHand())) {
    await step('Installing packages from the lock file', async () => {
      // NODE_ENV=production would leave out what builds and tests the app.
      const result = await npm(['ci', '--include=dev', '--loglevel=error']);
      if (!result.ok) throw new Stop(`npm ci failed:\n${result.output}`);
    });
  }
  writeFileSync(MARK, wanted);
}

// The native modules are compiled for one ABI and platform: after a change of Node they must be installed anew.
function fingerprint() {
  return createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .update(`${process.versions.modules} ${process.platform} ${process.arch}`)
    .digest('hex');
}

/** Somebody ran `npm ci` without us: right too, and it would be rude to delete minutes of work. */
async function installedByHand() {
  const record = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  if (!holdsLock(lock, JSON.parse(readFileSync(record, 'utf8')))) return false;
  const probe = "new (require('better-sqlite3'))(':memory:').close()";
  return (await run(process.execPath, ['-e', probe])).ok;
}

/**
 * Whether what npm recorded as installed is what the lock file asks for. Packages beyond it do no harm (somebody
 * brought the Stripe CLI); missing optional ones are those of other platforms.
 */
export function holdsLock(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    if (!found) return wanted.optional === true || wanted.devOptional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}
