import { existsSync, readFileSync } from 'node:fs';
import { attackTable, attacksIn, unlikeDocument } from './attack-table.mjs';
import { sum } from './counts.mjs';
import { DATABASES, runEndToEnd } from './end-to-end.mjs';
import { step } from './progress.mjs';
import { inRoot } from './root.mjs';

/**
 * Plays the attacks against the production build on each database, beside each other, and tells what was tried and
 * what held. Fails, too, where that is not what docs/security.md says; not where `args` choose among the attacks.
 * @param {{ databases?: readonly string[], args?: string[], thorough?: boolean }} options
 */
export async function runAttacks({ databases = DATABASES, args = [], thorough = true } = {}) {
  const runs = await Promise.all(
    databases.map((database) =>
      step(`Attacks on ${database}`, async () => ({
        database,
        ...(await runEndToEnd('attacks', { args, database, thorough })),
      })),
    ),
  );
  const tried = runs.map(({ database, reportFile }) => ({
    database,
    attacks: existsSync(reportFile) ? attacksIn(JSON.parse(readFileSync(reportFile, 'utf8'))) : [],
  }));
  const document = readFileSync(inRoot('docs', 'security.md'), 'utf8');
  const unlike =
    args.length > 0 ? [] : tried.flatMap(({ attacks }) => unlikeDocument(attacks, document));
  const output = [
    ...runs.filter(({ ok }) => !ok).map(({ database, output }) => `On ${database}:\n${output}`),
    attackTable(tried),
    ...new Set(unlike),
  ];
  const counts = sum(runs.map((run) => run.counts));
  return {
    ok: unlike.length === 0 && runs.every(({ ok }) => ok),
    output: output.join('\n\n'),
    counts: unlike.length === 0 ? counts : { ...counts, failed: counts.failed + 1 },
  };
}

/** What `npm test` has the time for: every attack, with a few samples of each kind. */
export const SHORT_ATTACKS = ['Attacks (short)', () => runAttacks({ thorough: false })];
