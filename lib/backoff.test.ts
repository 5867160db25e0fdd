import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pauseAfter, pauseAtAge, type Pauses } from './backoff';

const ms = fc.integer({ min: 1, max: 7 * 24 * 60 * 60_000 });
const pauses = fc
  .tuple(ms, ms)
  .map(([a, b]): Pauses => ({ shortestMs: Math.min(a, b), longestMs: Math.max(a, b) }));

it('doubles after each failure until it is as long as it gets', () => {
  fc.assert(
    // Far beyond any number of tries: a power that overflows is still a pause.
    fc.property(pauses, fc.integer({ min: 1, max: 2_000 }), (bounds, tries) => {
      const pause = pauseAfter(tries, bounds);
      expect(pauseAfter(1, bounds)).toBe(bounds.shortestMs);
      expect(pauseAfter(tries + 1, bounds)).toBe(Math.min(2 * pause, bounds.longestMs));
    }),
  );
});

it('is never shorter than its shortest, for what has not been tried yet either', () => {
  fc.assert(
    fc.property(pauses, (bounds) => {
      expect(pauseAfter(0, bounds)).toBe(bounds.shortestMs);
      expect(pauseAtAge(0, bounds)).toBe(bounds.shortestMs);
    }),
  );
});

it('grows with age, within its bounds, in whole milliseconds', () => {
  fc.assert(
    fc.property(pauses, ms, ms, (bounds, age, more) => {
      const [pause, later] = [pauseAtAge(age, bounds), pauseAtAge(age + more, bounds)];
      expect(pause).toBeGreaterThanOrEqual(bounds.shortestMs);
      expect(later).toBeLessThanOrEqual(bounds.longestMs);
      expect(later).toBeGreaterThanOrEqual(pause);
      expect(Number.isInteger(pause)).toBe(true);
    }),
  );
});

it('looks again after about half of the time that something has waited', () => {
  const bounds = { shortestMs: 30_000, longestMs: 60 * 60_000 };
  expect(pauseAtAge(10_000, bounds)).toBe(30_000);
  expect(pauseAtAge(600_001, bounds)).toBe(300_001);
  expect(pauseAtAge(Number.MAX_SAFE_INTEGER, bounds)).toBe(60 * 60_000);
});
