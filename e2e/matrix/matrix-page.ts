import { journeys } from './expected';
import { journeyWords } from './matrix-words';
import { cellOf, summaryOf } from './matrix-table';
import { verdictOf, type CardResult, type Change, type MatrixRun } from './results';

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; border-bottom: 1px solid #8884; }
.differs { background: #c0392b33; } .not-played { opacity: 0.6; }
img { max-width: 14rem; border: 1px solid #8884; }`;

/** The whole run as one page that needs nothing but the pictures beside it. */
export const matrixPage = (run: MatrixRun, changes: readonly Change[]): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Test cards against ${escaped(run.against)}</title><style>${STYLE}</style>
<h1>Test cards against ${escaped(run.against)}</h1>
<p>${escaped(run.began)}: ${escaped(summaryOf(run))}.</p>
${changesOf(changes)}
<table><thead><tr><th>Card</th>${journeys.map((journey) => `<th>${escaped(journeyWords[journey])}</th>`).join('')}<th>Page</th><th>Seconds</th></tr></thead>
<tbody>${run.results.map(rowOf).join('\n')}</tbody></table></html>
`;

function changesOf(changes: readonly Change[]): string {
  if (changes.length === 0) return '<p>As in the run before.</p>';
  const items = changes.map(
    ({ card, journey, before, after }) =>
      `<li><code>${escaped(card)}</code>, ${escaped(journeyWords[journey])}: ${escaped(before ?? '–')} before, ${escaped(after ?? '–')} now</li>`,
  );
  return `<h2>Otherwise than in the run before</h2><ul>${items.join('')}</ul>`;
}

function rowOf(result: CardResult): string {
  const cells =
    result.notPlayed === null
      ? journeys.map((journey) => `<td>${escaped(cellOf(result, journey))}</td>`).join('')
      : `<td colspan="${journeys.length}">not played: ${escaped(result.notPlayed)}</td>`;
  const picture = result.picture === null ? '' : `<img src="${escaped(result.picture)}" alt="">`;
  const kind = verdictOf(result).replace(' ', '-');
  return `<tr class="${kind}"><td><code>${escaped(result.card)}</code><br>${escaped(result.what)}</td>${cells}<td>${picture}</td><td>${(result.took / 1_000).toFixed(1)}</td></tr>`;
}
