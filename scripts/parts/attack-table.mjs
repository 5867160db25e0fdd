/** @typedef {{ wants: string, tried: string, passed: number, failed: number }} Attack */

const DOCUMENT = 'docs/security.md';

/**
 * The attacks in Playwright's JSON report: each is a describe that says what was tried.
 * @returns {Attack[]}
 */
export function attacksIn(report) {
  const found = new Map();
  const walk = (suite) => {
    for (const spec of suite.specs ?? []) add(suite.title, spec);
    for (const inner of suite.suites ?? []) walk(inner);
  };
  const add = (wants, { ok, tests }) => {
    const tried = tests[0]?.annotations.find(({ type }) => type === 'tried')?.description;
    if (tried === undefined)
      throw new Error(`"${wants}" is no attack: it does not say what is tried`);
    const attack = found.get(wants) ?? { wants, tried, passed: 0, failed: 0 };
    found.set(wants, {
      ...attack,
      [ok ? 'passed' : 'failed']: attack[ok ? 'passed' : 'failed'] + 1,
    });
  };
  report.suites.forEach(walk);
  return [...found.values()];
}

/**
 * What was tried, and whether it held: a line for each attack, a column for each database.
 * @param {readonly { database: string, attacks: readonly Attack[] }[]} runs
 */
export function attackTable(runs) {
  const wanted = [
    ...new Set(runs.flatMap(({ attacks }) => attacks.map(({ wants }) => wants))),
  ].sort();
  const rows = [
    ['A stranger wants', ...runs.map(({ database }) => `On ${database}`)],
    ...wanted.map((wants) => [wants, ...runs.map(({ attacks }) => verdict(attacks, wants))]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((text, n) => text.padEnd(widths[n]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function verdict(attacks, wants) {
  const attack = attacks.find((one) => one.wants === wants);
  if (!attack) return 'not tried';
  const { passed, failed } = attack;
  return failed > 0 ? `${failed} of ${passed + failed} FAILED` : `held (${passed})`;
}

/**
 * Where the table in the document does not say what was tried: one line each.
 * @param {readonly Attack[]} attacks
 * @param {string} document
 * @returns {string[]}
 */
export function unlikeDocument(attacks, document) {
  const written = rowsOf(document);
  const missing = attacks
    .filter(({ wants, tried }) => written.get(wants) !== tried)
    .map(({ wants, tried }) => `${DOCUMENT} lacks the row: | ${wants} | ${tried} |`);
  const known = new Set(attacks.map(({ wants }) => wants));
  const untried = [...written.keys()]
    .filter((wants) => !known.has(wants))
    .map((wants) => `${DOCUMENT} has a row that was not tried: ${wants}`);
  return [...missing, ...untried];
}

/** The first two columns of the table under "What is tried". */
function rowsOf(document) {
  const [, section = ''] = document.split(/^## What is tried$/m);
  const rows = section
    .split(/^## /m, 1)[0]
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, 3)
        .map((cell) => cell.trim()),
    );
  return new Map(rows);
}
