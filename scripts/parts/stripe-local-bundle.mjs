import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inRoot, root } from './root.mjs';

const OWN_PATH = fileURLToPath(import.meta.url);
const BUNDLES = inRoot('.cache', 'stripe-local');
// Somebody may be about to start what others have just outdated; after this long nobody is.
const KEEP_MS = 24 * 60 * 60_000;
const SOURCE = /(?<!\.test)\.(ts|json)$/;
// A process asks once per file of tests; nobody edits stripe-local between two starts of one run.
let ready = null;

/**
 * stripe-local as one file, which starts in a third of the time that loading its two hundred sources takes. Named
 * after what it was made of, so that a changed source makes a new one.
 * @returns {Promise<string>} its path
 */
export function stripeLocalBundle() {
  ready ??= findOrMake(inRoot('stripe-local'), BUNDLES);
  return ready;
}

/** The bundle of the program in `sources`, kept in `bundles`. */
export async function findOrMake(sources, bundles) {
  const bundle = join(bundles, `${hashOf(sources)}.mjs`);
  if (existsSync(bundle)) return bundle;
  mkdirSync(bundles, { recursive: true });
  dropOld(bundles);
  // Loaded here: a program that finds the bundle made does not wait for what makes it.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(sources, 'main.ts')],
    bundle: true,
    write: false,
    outfile: bundle,
    platform: 'node',
    format: 'esm',
    target: `node${process.versions.node}`,
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'silent',
    plugins: [keepingTheirAddress(sources)],
  });
  // Two may make it at once: each writes a file of its own, and whoever comes second puts the same there.
  const written = `${bundle}.${randomUUID()}`;
  writeFileSync(written, outputFiles[0].contents);
  renameSync(written, bundle);
  return bundle;
}

function hashOf(sources) {
  // The folder is part of it: the bundle reads style sheets and browser programs where the sources lie.
  const hash = createHash('sha256').update(`${process.versions.node} ${sources}\0`);
  // So are esbuild's version and what is asked of it.
  hash.update(readFileSync(inRoot('package.json'))).update(readFileSync(OWN_PATH));
  for (const path of sourcesUnder(sources)) {
    const content = readFileSync(path);
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

const sourcesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourcesUnder(path);
      return SOURCE.test(entry.name) ? [path] : [];
    });

/** A source that asks where it lies hears where it lies, not where the bundle does. */
const keepingTheirAddress = (sources) => ({
  name: 'keeping-their-address',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!path.startsWith(sources) || !text.includes('import.meta.url')) return undefined;
      const address = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll('import.meta.url', address), loader: 'ts' };
    }),
});

function dropOld(bundles) {
  for (const name of readdirSync(bundles)) {
    const path = join(bundles, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > KEEP_MS) rmSync(path, { force: true });
  }
}
