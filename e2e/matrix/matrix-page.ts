import { escaped } from '../report/html';
import { journeys } from './expected';
import { journeyWords, kindWords } from './matrix-words';
import type { Kind } from './documented-card';
import { cellOf, nameOf, numberOf, summaryOf } from './matrix-table';
import { verdictOf, type CardResult, type Change, type MatrixRun } from './results';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; border-bottom: 1px solid #8884; }
thead { position: sticky; top: 0; background: Canvas; } h2, .kind th { font-size: 1.1rem; }
.kind th { padding-top: 1.5rem; } td small { opacity: 0.7; }
.differs { background: #c0392b33; } .not-played { opacity: 0.6; }
img { width: 9rem; border: 1px solid #8884; }`;

/** The whole run as one page that needs nothing but the pictures beside it. */
export const matrixPage = (
  run: MatrixRun,
  changes: readonly Change[] | null,
): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Test cards against ${escaped(run.against)}</title><style>${STYLE}</style>
<h1>Test cards against ${escaped(run.against)}</h1>
<p>${escaped(run.began)}: ${escaped(summaryOf(run))}. A cell says what came of the card; where Stripe documents something else, that stands beside it.</p>
${changesOf(changes)}
<table><thead><tr><th>Card</th>${journeys.map((journey) => `<th>${escaped(journeyWords[journey])}</th>`).join('')}<th>Page</th><th>Seconds</th></tr></thead>
<tbody>${[...new Set(run.results.map(({ kind }) => kind))].map((kind) => rowsOf(kind, run)).join('\n')}</tbody></table></html>
`;

const rowsOf = (kind: string, { results }: MatrixRun): string =>
  [
    `<tr class="kind"><th colspan="${journeys.length + 3}" scope="rowgroup">${escaped(kindWords[kind as Kind])}</th></tr>`,
    ...results.filter((result) => result.kind === kind).map(rowOf),
  ].join('\n');

function changesOf(changes: readonly Change[] | null): string {
  if (changes === null) return '<p>There is no run before it.</p>';
  if (changes.length === 0) return '<p>As in the run that it is compared with.</p>';
  const items = changes.map(
    ({ card, journey, before, after }) =>
      `<li><code>${escaped(card)}</code>, ${escaped(journeyWords[journey])}: ${escaped(before ?? '–')} before, ${escaped(after ?? '–')} now</li>`,
  );
  return `<h2>Otherwise than in the run that it is compared with</h2><ul>${items.join('')}</ul>`;
}

function rowOf(result: CardResult): string {
  const cells =
    result.notPlayed === null
      ? journeys.map((journey) => `<td>${escaped(cellOf(result, journey))}</td>`).join('')
      : `<td colspan="${journeys.length}">not played: ${escaped(result.notPlayed)}</td>`;
  const file = result.picture === null ? null : escaped(`pictures/${result.picture}`);
  const picture =
    file === null
      ? ''
      : `<a href="${file}"><img src="${file}" alt="What the buyer saw last" loading="lazy"></a>`;
  const name = nameOf(result);
  const kind = verdictOf(result).replace(' ', '-');
  return `<tr class="${kind}"><td><code>${escaped(numberOf(result))}</code><br>${name ? `<small><code>${escaped(name)}</code></small><br>` : ''}${escaped(result.what)}</td>${cells}<td>${picture}</td><td>${(result.took / 1_000).toFixed(1)}</td></tr>`;
}
