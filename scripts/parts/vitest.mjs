import { mkdirSync, rmSync } from 'node:fs';
import { countRun, countVitest } from './counts.mjs';
import { run } from './processes.mjs';
import { inRoot } from './root.mjs';

/** Runs the tests of every room, on SQLite and PGlite, and counts them. */
export async function vitest() {
  const reportFile = inRoot('.cache', 'vitest.json');
  mkdirSync(inRoot('.cache'), { recursive: true });
  // A run that dies early must not be counted by the report of the run before it.
  rmSync(reportFile, { force: true });
  const result = await run(process.execPath, [
    inRoot('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
  ]);
  return { ...result, counts: countRun({ ok: result.ok, reportFile, count: countVitest }) };
}
