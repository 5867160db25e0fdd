import { mkdirSync, rmSync } from 'node:fs';
import { countRun } from './counts.mjs';
import { launch, run } from './processes.mjs';
import { inRoot } from './root.mjs';

/** What `npm test` has the time for: some kills, a smaller crowd on each engine, a server that is told to end. */
export const SHORT = [
  '--runs',
  '10',
  '--buyers',
  '25',
  '--crowd',
  'sqlite',
  '--crowd',
  'postgres-two-servers',
  '--scene',
  'ending',
];

/**
 * Kills servers of the production build and looks at the books. With `onTerminal` it talks to the person; otherwise
 * its output is collected.
 */
export async function runCrashTests(args, { onTerminal = false } = {}) {
  const reportFile = inRoot('.cache', 'crash.json');
  mkdirSync(inRoot('.cache'), { recursive: true });
  // A run that dies early must not be counted by the report of the run before it.
  rmSync(reportFile, { force: true });
  const command = [
    '--import',
    'tsx',
    inRoot('e2e', 'crash', 'main.ts'),
    '--report',
    reportFile,
    ...args,
  ];
  const result = onTerminal ? await onOurTerminal(command) : await run(process.execPath, command);
  return { ...result, counts: countRun({ ok: result.ok, reportFile, count: (counts) => counts }) };
}

async function onOurTerminal(command) {
  const { ended } = launch(process.execPath, command, { stdio: 'inherit', ownGroup: false });
  const result = await ended;
  return { ...result, ok: result.code === 0, output: '' };
}
