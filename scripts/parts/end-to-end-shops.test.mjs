import { expect, it } from 'vitest';
import { workersFor } from './end-to-end-shops.mjs';

it.each([
  [['--workers', '3'], 3],
  [['wallet', '--workers=1', '-g', 'x'], 1],
  [['-j', '4'], 4],
])('%j asks for so many workers', (args, count) => {
  expect(workersFor(args)).toBe(count);
});

it('without a word there are two at least, and six at most', () => {
  expect(workersFor(['wallet'])).toBeGreaterThanOrEqual(2);
  expect(workersFor(['wallet'])).toBeLessThanOrEqual(6);
});

it.each([[['--workers']], [['--workers=0']], [['--workers', '50%']], [['-j', 'many']]])(
  '%j is no number of shops',
  (args) => {
    expect(() => workersFor(args)).toThrow('takes a number of workers');
  },
);
