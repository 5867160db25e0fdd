import { expect, it } from 'vitest';
import { nextTryAt } from './next-try';

const HOUR = 60 * 60_000;

it('waits twice as long after each failure, up to an hour', () => {
  const pauses = Array.from({ length: 15 }, (_, index) =>
    Number(nextTryAt({ receivedAt: 0, tries: index + 1 }, 0)),
  );
  expect(pauses.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(pauses.slice(12)).toEqual([HOUR, HOUR, HOUR]);
});

it('is given up after three days of tries, about eighty of them', () => {
  let [now, tries] = [0, 0];
  for (;;) {
    tries++;
    const next = nextTryAt({ receivedAt: 0, tries }, now);
    if (next === null) break;
    expect(next).toBeGreaterThan(now);
    now = next;
  }
  expect(now).toBeGreaterThanOrEqual(72 * HOUR);
  expect(now).toBeLessThan(73 * HOUR);
  expect(tries).toBeGreaterThan(75);
  expect(tries).toBeLessThan(85);
});
