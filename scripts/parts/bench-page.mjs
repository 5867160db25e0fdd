/**
 * The programs of `bench/`, in the order in which they run and stand in the table.
 * @type {readonly { name: string, file: string, args?: readonly string[] }[]}
 */
export const BENCHES = [
  { name: 'webhooks', file: 'webhooks.ts' },
  { name: 'click', file: 'click.ts' },
  { name: 'sqlite-writers', file: 'sqlite-writers.ts' },
  { name: 'sync-engine', file: 'sync-engine.ts' },
  { name: 'a-million', file: 'a-million.ts' },
  { name: 'a-million-postgres', file: 'a-million.ts', args: ['--engine', 'postgres'] },
  { name: 'desk-orders', file: 'desk-orders.ts' },
  { name: 'stripe-local', file: 'stripe-local.ts' },
];

const BEGIN = '<!-- What `npm run bench` measured: written by it, from here -->';
const END = '<!-- to here -->';

const HEAD = ['Program', 'Figure', 'Ours', 'Beside it', 'Ratio', 'Goal', 'Machine'];

/**
 * @typedef {{ program: string, figure: string, ours: string, beside: string, ratio: number | null, goal: string,
 *   machine: string }} Row
 */

const cells = ({ program, figure, ours, beside, ratio, goal, machine }) => [
  program,
  figure,
  ours,
  beside,
  ratio === null ? '' : `${ratio.toFixed(2)}x`,
  goal,
  machine,
];

const line = (texts) => `| ${texts.join(' | ')} |`;

const order = (row) => {
  const name = row.split('|')[1]?.trim();
  return BENCHES.findIndex((bench) => bench.name === name);
};

/**
 * The page with a program's rows in place of those that it had. Prose, and what other programs measured, stays.
 * @param {string} page
 * @param {string} program
 * @param {readonly Row[]} figures
 */
export function withFigures(page, program, figures) {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error('the page has lost the marks of its table');
  const rows = page
    .slice(from + BEGIN.length, to)
    .split('\n')
    .filter((text) => order(text) >= 0 && BENCHES[order(text)].name !== program);
  rows.push(...figures.map((row) => line(cells(row))));
  rows.sort((a, b) => order(a) - order(b));
  const table = [line(HEAD), line(HEAD.map(() => '---')), ...rows].join('\n');
  return `${page.slice(0, from + BEGIN.length)}\n\n${table}\n\n${page.slice(to)}`;
}
