import { journeys, type Journey } from './expected';
import { journeyWords, kindWords } from './matrix-words';
import type { Kind } from './documented-card';
import { verdictOf, type CardResult, type MatrixRun } from './results';

const SECOND = 1_000;

const plain = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

/** What one journey came to: one word where it is as expected, both where it is not. */
export function cellOf({ expected, got }: CardResult, journey: Journey): string {
  const [ours, theirs] = [got[journey] ?? '–', expected[journey] ?? '–'];
  return ours === theirs ? ours : `${ours} (expected: ${theirs})`;
}

export function summaryOf({ results }: MatrixRun): string {
  const count = (verdict: string) =>
    results.filter((result) => verdictOf(result) === verdict).length;
  return `${count('holds')} as documented, ${count('differs')} otherwise, ${count('not played')} not played`;
}

/** The whole run as Markdown: one table for each kind of card. */
export function matrixTable(run: MatrixRun): string {
  const kinds = [...new Set(run.results.map(({ kind }) => kind))];
  const head = ['Card', ...journeys.map((journey) => journeyWords[journey]), 'Seconds'];
  const tables = kinds.map((kind) => {
    const rows = run.results.filter((result) => result.kind === kind).map(rowOf);
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

function rowOf(result: CardResult): string {
  const name = `\`${result.card}\` ${plain(result.what)}`;
  const cells =
    result.notPlayed === null
      ? journeys.map((journey) => plain(cellOf(result, journey)))
      : [`not played: ${plain(result.notPlayed)}`, ...journeys.slice(1).map(() => '')];
  return `| ${[name, ...cells, (result.took / SECOND).toFixed(1)].join(' | ')} |`;
}
