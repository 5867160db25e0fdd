import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Stop } from './main.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { inRoot, root } from './root.mjs';

const MARK = '.cardkeep-build-hash';

/** What `next build` puts into the build from its environment, beside the sources. */
const SETTINGS = ['NEXT_DEPLOYMENT_ID', 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY'];

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
  await orStop(root, process.env);
}

/** Makes the production build if it is stale; for those who report a failure themselves. */
export const build = () => buildIn(root, process.env);

/**
 * Another build of the same sources, as the next deployment would be: it has an id of its own, and calls every
 * action by another name. Kept in a folder of its own, to which it returns the path.
 * @returns {Promise<string>}
 */
export async function ensureBuiltAsNext() {
  const base = inRoot('.cache', 'next-deployment');
  const env = {
    ...process.env,
    NEXT_DEPLOYMENT_ID: 'next-deployment',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 'next deployment').toString('base64'),
  };
  if (isCurrent(base, markOf(root, env))) return base;
  mkdirSync(base, { recursive: true });
  for (const name of INGREDIENTS) {
    rmSync(join(base, name), { recursive: true, force: true });
    // A lock file would tell Next that its packages are here.
    if (name === 'package-lock.json') continue;
    for (const path of filesUnder(root, name)) cpSync(inRoot(path), join(base, path));
  }
  await orStop(base, env);
  return base;
}

async function orStop(base, env) {
  if (isCurrent(base, markOf(root, env))) return;
  await step(base === root ? 'Building' : 'Building the next deployment', async () => {
    const result = await buildIn(base, env);
    if (!result.ok) throw new Stop(`next build failed:\n${result.output}`);
  });
}

async function buildIn(base, env) {
  // Taken before the build: a file saved during it makes the mark stale, not the build wrong.
  const mark = markOf(root, env);
  if (isCurrent(base, mark)) return { ok: true, output: 'The build is up to date.' };
  const result = await run(
    process.execPath,
    [inRoot('node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    { cwd: base, env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } },
  );
  if (result.ok) writeFileSync(join(base, '.next', MARK), `${mark} ${buildIdOf(base)}`);
  return result;
}

const markOf = (sources, env) => {
  const settings = SETTINGS.map((name) => `${name}=${env[name] ?? ''}`).join('\n');
  return `${hashSources(sources)} ${createHash('sha256').update(settings).digest('hex')}`;
};

// The build's own id is part of it: a plain `next build` in between replaces the build, but not the mark.
const isCurrent = (base, mark) =>
  existsSync(join(base, '.next', MARK)) &&
  existsSync(join(base, '.next', 'BUILD_ID')) &&
  readFileSync(join(base, '.next', MARK), 'utf8') === `${mark} ${buildIdOf(base)}`;

const buildIdOf = (base) => readFileSync(join(base, '.next', 'BUILD_ID'), 'utf8');

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
