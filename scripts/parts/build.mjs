import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from './main.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { inRoot, root } from './root.mjs';

const MARK = inRoot('.next', '.cardkeep-build-hash');
const BUILD_ID = inRoot('.next', 'BUILD_ID');

/** What a build is made of. Tests, scripts and stripe-local are not: changing them rebuilds nothing. */
const INGREDIENTS = [
  'app',
  'components',
  'lib',
  'db',
  'public',
  'middleware.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** Makes the production build, unless the one that is there was made from these sources. */
export async function ensureBuilt() {
  const sources = hashSources(root);
  if (isCurrent(sources)) return;
  await step('Building', async () => {
    const result = await build();
    if (!result.ok) throw new Stop(`next build failed:\n${result.output}`);
  });
}

/** Makes the production build if it is stale; for those who report a failure themselves. */
export async function build() {
  // Taken before the build: a file saved during it makes the mark stale, not the build wrong.
  const sources = hashSources(root);
  if (isCurrent(sources)) return { ok: true, output: 'The build is up to date.' };
  const result = await run(
    process.execPath,
    [inRoot('node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    { env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } },
  );
  if (result.ok) writeFileSync(MARK, markOf(sources));
  return result;
}

// The build's own id is part of the mark: a plain `next build` in between replaces the build, but not the mark.
const markOf = (sources) => `${sources} ${readFileSync(BUILD_ID, 'utf8')}`;

const isCurrent = (sources) =>
  existsSync(MARK) && existsSync(BUILD_ID) && readFileSync(MARK, 'utf8') === markOf(sources);

/** A hash over the names and contents of everything that a build is made of, under `base`. */
export function hashSources(base) {
  const hash = createHash('sha256');
  for (const path of INGREDIENTS.flatMap((name) => filesUnder(base, name))) {
    const content = readFileSync(join(base, path));
    hash.update(`${path.replaceAll('\\', '/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesUnder(base, path) {
  const stat = statSync(join(base, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(join(base, path))
    .sort()
    .flatMap((name) => filesUnder(base, join(path, name)));
}
