import { existsSync, readFileSync } from 'node:fs';
import { attackTable, attacksIn, unlikeDocument } from './attack-table.mjs';
import { sum } from './counts.mjs';
import { DATABASES, runEndToEnd } from './end-to-end.mjs';
import { step } from './progress.mjs';
import { inRoot } from './root.mjs';

/** In a daily run Postgres gets what a database has a part in: text, locks, counts, and rows of others. */
const SHORT_ON_POSTGRES = [
  'any-text',
  'card-testing',
  'copied-sessions',
  'ids-of-others',
  'links-of-others',
  'mails-to-strangers',
  'shared-limits',
  'stock',
  'tokens-of-mails',
  'what-the-log-tells',
];

/**
 * Plays the attacks against the production build on each database, beside each other, and tells what was tried and
 * what held. Fails, too, where that is not what docs/security.md says; not where `args` choose among the attacks.
 * @param {{ databases?: readonly string[], args?: string[], thorough?: boolean }} options
 */
export async function runAttacks({ databases = DATABASES, args = [], thorough = true } = {}) {
  const runs = await Promise.all(
    databases.map((database) => {
      const isPart = !thorough && database === 'postgres' && databases.length > 1;
      const chosen = args.length === 0 && isPart ? SHORT_ON_POSTGRES : args;
      return step(`Attacks on ${database}`, async () => ({
        database,
        isWhole: chosen.length === 0,
        ...(await runEndToEnd('attacks', { args: chosen, database, thorough })),
      }));
    }),
  );
  const tried = runs.map(({ database, isWhole, reportFile }) => ({
    database,
    isWhole,
    attacks: existsSync(reportFile) ? attacksIn(JSON.parse(readFileSync(reportFile, 'utf8'))) : [],
  }));
  const document = readFileSync(inRoot('docs', 'security.md'), 'utf8');
  const unlike = tried.flatMap(({ attacks, isWhole }) =>
    isWhole ? unlikeDocument(attacks, document) : [],
  );
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

/** What `npm test` has the time for: every attack on one engine at least, with a few samples of each kind. */
export const SHORT_ATTACKS = ['Attacks (short)', () => runAttacks({ thorough: false })];
