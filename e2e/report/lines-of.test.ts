import { expect, it } from 'vitest';
import { linesOf } from './lines-of';

const log = [
  '{"level":30,"requestId":"ours","msg":"a"}',
  'Error: a',
  '    at b',
  '{"level":30,"msg":"of a timer"}',
  'told by the timer',
  '{"level":30,"requestId":"theirs","msg":"c"}',
  '{"level":30,"requestId":"ours","msg":"d"}',
].join('\n');

it('keeps the lines of the requests that are named, with what follows them', () => {
  expect(linesOf(log, new Set(['ours'])).split('\n')).toEqual([
    '{"level":30,"requestId":"ours","msg":"a"}',
    'Error: a',
    '    at b',
    '{"level":30,"requestId":"ours","msg":"d"}',
  ]);
  expect(linesOf(log, new Set())).toBe('');
});
