import { availableParallelism } from 'node:os';
import { build } from './build.mjs';
import { npm } from './npm.mjs';
import { checkPageWeights } from './page-weights.mjs';
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

export const TYPES = ['Types', types];

export const LINT = [
  'Lint',
  () => node(bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'),
];

export const FORMAT = [
  'Format',
  () => node(bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.'),
];

export const ARROWS = ['Import directions', () => npm(['run', '--silent', 'arrows'])];

export const BUILD = ['Production build', build];

export const PAGE_WEIGHTS = ['What pages weigh', checkPageWeights];

export const UNIT_TESTS = ['Unit tests', () => vitest()];

/**
 * Runs rows of checks beside each other, the checks of a row one after the other; on one core, all of them so. For
 * checks of what is written, with one row at the most that waits for answers: it then has a core of its own.
 * @template Check, Result
 * @param {readonly (readonly Check[])[]} rows
 * @param {(check: Check) => Promise<Result>} perform
 * @returns {Promise<Result[]>} in the order of the rows
 */
export async function besideEachOther(rows, perform, cores = availableParallelism()) {
  const runRow = async (row) => {
    const results = [];
    for (const check of row) results.push(await perform(check));
    return results;
  };
  if (cores === 1) return runRow(rows.flat());
  return (await Promise.all(rows.map(runRow))).flat();
}
