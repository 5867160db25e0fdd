import { mkdirSync, rmSync } from 'node:fs';
import { countRun, countVitest } from './counts.mjs';
import { run } from './processes.mjs';
import { inRoot } from './root.mjs';

/** Runs the tests of every room, on SQLite and PGlite, or those that vitest's arguments name, and counts them. */
export async function vitest(report = 'vitest', ...args) {
  const reportFile = inRoot('.cache', `${report}.json`);
  mkdirSync(inRoot('.cache'), { recursive: true });
  // A run that dies early must not be counted by the report of the run before it.
  rmSync(reportFile, { force: true });
  const result = await run(process.execPath, [
    inRoot('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...args,
  ]);
  return { ...result, counts: countRun({ ok: result.ok, reportFile, count: countVitest }) };
}
