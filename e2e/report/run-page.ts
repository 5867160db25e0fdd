import { escaped } from './html';
import type { Tried, TriedRun } from './tried';

const SECOND = 1_000;

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
article { border-left: 4px solid #c0392b; padding-left: 1rem; margin: 2rem 0; }
pre { overflow-x: auto; background: #8882; padding: 0.6rem; max-height: 24rem; }
img, video { max-width: 100%; border: 1px solid #8884; }
li { margin: 0.15rem 0; } .skipped { opacity: 0.7; } small { opacity: 0.7; }`;

const states = { failed: 'failed', passed: 'passed', skipped: 'skipped' } as const;

/** One page for one run: what failed first, with all that was seen of it, then all that was tried. */
export function runPage(run: TriedRun): string {
  const of = (state: Tried['state']) => run.tests.filter((test) => test.state === state);
  const counts = Object.keys(states)
    .map((state) => `${of(state as Tried['state']).length} ${state}`)
    .join(', ');
  const title = run.isRecording ? 'What failed, played once more' : 'What was tried';
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}: ${escaped(run.project)}</title><style>${STYLE}</style>
<h1>${title}: ${escaped(run.project)}</h1>
<p>${escaped(run.began)}: ${counts}.</p>
${of('failed').map(failure).join('\n')}
${[...new Set(run.tests.map(({ file }) => file))].map((file) => list(file, run.tests)).join('\n')}
</html>
`;
}

const list = (file: string, tests: readonly Tried[]): string => `<h2>${escaped(file)}</h2>
<ul>${tests
  .filter((test) => test.file === file)
  .map(line)
  .join('\n')}</ul>`;

function line({ sentence, state, why, took }: Tried): string {
  const mark = { passed: '✓', failed: '✗', skipped: '–' }[state];
  const reason = why === null ? '' : `: ${escaped(why)}`;
  return `<li class="${state}">${mark} ${escaped(sentence)}${reason} <small>${(took / SECOND).toFixed(1)} s</small></li>`;
}

function failure({ file, sentence, errors, pictures, videos, traces, lines }: Tried): string {
  const parts = [
    ...errors.map((error) => `<pre>${escaped(error)}</pre>`),
    ...pictures.map((picture) => `<img src="${escaped(picture)}" alt="The page when it failed">`),
    ...videos.map((video) => `<video src="${escaped(video)}" controls></video>`),
    ...traces.map(
      (trace) => `<p>Each step: <code>npx playwright show-trace ${escaped(trace)}</code></p>`,
    ),
    ...Object.entries(lines).map(
      ([server, text]) => `<h4>${escaped(server)}</h4><pre>${escaped(text)}</pre>`,
    ),
  ];
  return `<article><h3>${escaped(sentence)}</h3><p>${escaped(file)}</p>${parts.join('\n')}</article>`;
}
