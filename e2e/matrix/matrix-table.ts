import { journeys, type Journey } from './expected';
import { journeyWords, kindWords } from './matrix-words';
import type { Kind } from './documented-card';
import { agrees, ASKED, verdictOf, type CardResult, type MatrixRun } from './results';

const SECOND = 1_000;
const SIXTEEN = 16;

const plain = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

/** What one journey came to: one word where it is as expected, both where it is not. */
export function cellOf(result: CardResult, journey: Journey): string {
  const [ours, theirs] = [result.got[journey], result.expected[journey] ?? '–'];
  if (ours === ASKED) return `${ours} asks, nobody answers (expected: ${theirs})`;
  if (agrees(result, journey)) return ours ?? (theirs === '–' ? '–' : 'not played');
  return `${ours ?? '–'} (expected: ${theirs})`;
}

/** As it stands on a card: in fours, and what has fewer digits than 16 as American Express and Diners have it. */
export const numberOf = ({ number }: CardResult): string =>
  number.length < SIXTEEN
    ? number.replace(/^(\d{4})(\d{6})(\d+)$/, '$1 $2 $3')
    : number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');

/** The card's name with the API; nothing where it has none. */
export const nameOf = ({ card, number }: CardResult): string => (card === number ? '' : card);

export function summaryOf({ results }: MatrixRun): string {
  const count = (verdict: string) =>
    results.filter((result) => verdictOf(result) === verdict).length;
  return `${count('holds')} as documented, ${count('differs')} otherwise, ${count('not played')} not played`;
}

/** The whole run as Markdown: one table for each kind of card. Pictures are looked for in `pictures`. */
export function matrixTable(run: MatrixRun, pictures = 'pictures'): string {
  const kinds = [...new Set(run.results.map(({ kind }) => kind))];
  const head = ['Card', ...journeys.map((journey) => journeyWords[journey]), 'Page', 'Seconds'];
  const tables = kinds.map((kind) => {
    const rows = run.results
      .filter((result) => result.kind === kind)
      .map((result) => rowOf(result, pictures));
    return [
      `## ${kindWords[kind as Kind]}`,
      '',
      `| ${head.join(' | ')} |`,
      `|${' --- |'.repeat(head.length)}`,
      ...rows,
    ].join('\n');
  });
  return `${tables.join('\n\n')}\n`;
}

function rowOf(result: CardResult, pictures: string): string {
  const name = nameOf(result);
  const card = [
    `\`${numberOf(result)}\``,
    ...(name ? [`\`${name}\``] : []),
    plain(result.what),
  ].join('<br>');
  const cells =
    result.notPlayed === null
      ? journeys.map((journey) => plain(cellOf(result, journey)))
      : [`not played: ${plain(result.notPlayed)}`, ...journeys.slice(1).map(() => '')];
  const page = result.picture === null ? '' : `[picture](${pictures}/${result.picture})`;
  return `| ${[card, ...cells, page, (result.took / SECOND).toFixed(1)].join(' | ')} |`;
}
