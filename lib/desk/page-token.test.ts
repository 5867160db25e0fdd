import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestPage } from '../domain/page';
import { readPageToken, shownPage } from './page-token';

const place = fc.record({
  at: fc.integer({ min: 0, max: 8.64e15 - 1 }).map((at) => at % 1e15),
  id: fc.stringMatching(/^[\w-]{1,64}$/),
});

describe('a place in a list', () => {
  it('comes back from an address as it went in', () =>
    fc.assert(
      fc.property(place, place, (older, newer) => {
        const shown = shownPage({ rows: [1], older, newer }, String);
        expect(shown.rows).toEqual(['1']);
        expect(readPageToken(shown.older ?? '', 7)).toEqual({
          ...{ from: older, direction: 'older', limit: 7 },
        });
        expect(readPageToken(shown.newer ?? '', 7)).toEqual({
          ...{ from: newer, direction: 'newer', limit: 7 },
        });
      }),
    ));

  it('is the newest page where nobody made it', () => {
    const made = (text: string) => Buffer.from(text).toString('base64url');
    for (const token of [
      ...[undefined, '', '%%%', 'older', made('older 1'), made('older -1 x'), made('older 1 ')],
      ...[made("older 1 '; drop table orders"), made('sideways 1 x'), made('older 1e9 x')],
      made(`older 1 ${'x'.repeat(256)}`),
      made(`older ${'9'.repeat(16)} x`),
    ]) {
      expect(readPageToken(token, 5)).toEqual(newestPage(5));
    }
  });

  it('is missing at the ends', () =>
    expect(shownPage({ rows: [], older: null, newer: null }, String)).toEqual({
      ...{ rows: [], older: null, newer: null },
    }));
});
