import { build } from './build.mjs';
import { npm } from './npm.mjs';
import { run } from './processes.mjs';
import { inRoot } from './root.mjs';
import { vitest } from './vitest.mjs';

const bin = (...path) => inRoot('node_modules', ...path);
const node = (...args) => run(process.execPath, args);

async function types() {
  // The routes' types are generated; without them tsc would judge links and page props by last time's routes.
  const generated = await node(bin('next', 'dist', 'bin', 'next'), 'typegen');
  return generated.ok ? node(bin('typescript', 'bin', 'tsc'), '--noEmit') : generated;
}

/** Every check that needs no browser, cheapest first. Each gives `{ ok, output }`, the tests their counts as well. */
export const CHECKS = [
  [
    'Format',
    () => node(bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.'),
  ],
  ['Import directions', () => npm(['run', '--silent', 'arrows'])],
  ['Types', types],
  ['Lint', () => node(bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0')],
  ['Unit tests', vitest],
];

export const BUILD = ['Production build', build];
