import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BENCHES, withFigures } from './bench-page.mjs';

const page = readFileSync('docs/performance.md', 'utf8');

const row = (program, figure, ratio = 1.234) => ({
  ...{ program, figure, ratio, ours: '1 ms', beside: '2 ms', goal: '≤ 2' },
  machine: '2 cores',
});

it('a program’s rows take the place of those that it had, in their order, and nothing else moves', () => {
  const first = withFigures(page, 'click', [row('click', 'slow'), row('click', 'gone', null)]);
  const second = withFigures(first, 'webhooks', [row('webhooks', 'events')]);
  const third = withFigures(second, 'click', [row('click', 'fast')]);
  const rows = third.split('\n').filter((text) => /^\| (click|webhooks) /.test(text));
  expect(rows).toEqual([
    '| webhooks | events | 1 ms | 2 ms | 1.23x | ≤ 2 | 2 cores |',
    '| click | fast | 1 ms | 2 ms | 1.23x | ≤ 2 | 2 cores |',
  ]);
  const around = (text) => text.split('<!--').filter((_, n) => n !== 1);
  expect(around(third)).toEqual(around(page));
});

it('every program of the folder is run', () => {
  const files = readdirSync('bench').filter((name) => name.endsWith('.ts'));
  expect([...new Set(BENCHES.map(({ file }) => file))].sort()).toEqual(files.sort());
});
