import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiryOf, setUpAtLeastAsStrongly, setupUsages, successorOf } from './card';

const at = (iso: string) => Date.parse(iso);

describe('the expiry of a card', () => {
  it.each([
    ['its last millisecond on earth, on Baker Island', '2027-03-31T23:59:59.999-12:00', 'soon'],
    ['the first millisecond after it', '2027-04-01T00:00:00.000-12:00', 'expired'],
    ['its last evening in Honolulu', '2027-03-31T23:59:59.999-10:00', 'soon'],
    ['the month after it in Auckland', '2027-04-01T00:00:00.000+13:00', 'soon'],
    ['the first of its month', '2027-03-01T00:00:00.000-12:00', 'soon'],
    ['the first of the month before', '2027-02-01T00:00:00.000-12:00', 'soon'],
    ['the first of the month before that', '2027-01-01T00:00:00.000-12:00', 'soon'],
    ['the last of the year before', '2026-12-31T23:59:59.999-12:00', 'valid'],
    ['years before', '2024-03-15T12:00:00.000Z', 'valid'],
    ['years after', '2030-01-01T00:00:00.000Z', 'expired'],
  ])('03/27, in %s', (_when, now, expiry) =>
    expect(expiryOf({ expMonth: 3, expYear: 2027 }, at(now))).toBe(expiry),
  );

  it.each([
    ['2027-09-30T23:59:59.999-12:00', 'valid'],
    ['2027-10-01T00:00:00.000-12:00', 'soon'],
    ['2027-11-30T00:00:00.000-12:00', 'soon'],
    ['2027-12-31T23:59:59.999-12:00', 'soon'],
    ['2028-01-01T00:00:00.000-12:00', 'expired'],
  ])('12/27 at the turn of the year, at %s', (now, expiry) =>
    expect(expiryOf({ expMonth: 12, expYear: 2027 }, at(now))).toBe(expiry),
  );

  it('01/28 is seen coming across the turn of the year', () =>
    expect(expiryOf({ expMonth: 1, expYear: 2028 }, at('2027-12-01T00:00:00-12:00'))).toBe('soon'));

  it('is soon in its own month and the two before it, and at no other time', () => {
    const card = fc.record({
      expMonth: fc.integer({ min: 1, max: 12 }),
      expYear: fc.integer({ min: 2022, max: 2038 }),
    });
    const monthsBefore = fc.integer({ min: -30, max: 30 });
    const day = fc.integer({ min: 1, max: 28 });
    fc.assert(
      fc.property(card, monthsBefore, day, (of, before, date) => {
        const now = Date.UTC(of.expYear, of.expMonth - 1 - before, date, 12);
        const expected = before < 0 ? 'expired' : before <= 2 ? 'soon' : 'valid';
        expect(expiryOf(of, now)).toBe(expected);
      }),
    );
  });

  it('never gets better with time', () => {
    const rank = { valid: 0, soon: 1, expired: 2 };
    const time = fc.integer({ min: at('2020-01-01'), max: at('2040-01-01') });
    const card = fc.record({
      expMonth: fc.integer({ min: 1, max: 12 }),
      expYear: fc.integer({ min: 2022, max: 2038 }),
    });
    fc.assert(
      fc.property(card, time, time, (of, a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        expect(rank[expiryOf(of, late)]).toBeGreaterThanOrEqual(rank[expiryOf(of, early)]);
      }),
    );
  });
});

describe('the card that becomes the default when another goes', () => {
  const now = at('2027-06-15T00:00:00Z');
  const card = (id: string, createdAt: number, expYear = 2030) => ({
    id,
    createdAt,
    expMonth: 12,
    expYear,
  });

  it('is the newest of the others', () =>
    expect(
      successorOf([card('a', 1), card('b', 3), card('c', 2), card('gone', 9)], 'gone', now)?.id,
    ).toBe('b'));

  it('is not one that has expired, where another has not', () =>
    expect(successorOf([card('old', 1), card('expired', 3, 2026)], 'gone', now)?.id).toBe('old'));

  it('is the newest of the expired ones, where all have: a default is never missing', () =>
    expect(successorOf([card('a', 1, 2025), card('b', 2, 2026)], 'gone', now)?.id).toBe('b'));

  it('is decided by the id where two were saved at the same time', () =>
    expect(successorOf([card('a', 1), card('b', 1)], 'gone', now)?.id).toBe('b'));

  it('is nobody where none is left', () => {
    expect(successorOf([], 'gone', now)).toBeNull();
    expect(successorOf([card('gone', 1)], 'gone', now)).toBeNull();
  });

  it('does not depend on the order of the list, and is never the one that goes', () => {
    const list = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 4 }),
        createdAt: fc.integer({ min: 0, max: 5 }),
        expMonth: fc.integer({ min: 1, max: 12 }),
        expYear: fc.integer({ min: 2025, max: 2029 }),
      }),
      { selector: ({ id }) => id, maxLength: 8 },
    );
    fc.assert(
      fc.property(list, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (cards, ranks) => {
        const goneId = cards[0]?.id ?? 'gone';
        const mixed = cards
          .map((of, n) => ({ of, rank: ranks[n] ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ of }) => of);
        const heir = successorOf(cards, goneId, now);
        expect(successorOf(mixed, goneId, now)).toEqual(heir);
        expect(heir?.id).not.toBe(goneId);
        expect(heir === null).toBe(cards.length < 2);
      }),
    );
  });
});

// A copy that may be charged off-session is not given up for one that may not.
describe('taking the place of an older copy', () => {
  it.each(setupUsages.flatMap((newer, n) => setupUsages.map((older, o) => [newer, older, n <= o])))(
    'newer %s, older %s: %s',
    (newer, older, may) =>
      expect(setUpAtLeastAsStrongly(newer as 'none', older as 'none')).toBe(may),
  );

  it('off_session is the strongest', () => {
    expect(setUpAtLeastAsStrongly('off_session', 'on_session')).toBe(true);
    expect(setUpAtLeastAsStrongly('on_session', 'off_session')).toBe(false);
    expect(setUpAtLeastAsStrongly('none', 'on_session')).toBe(false);
  });
});
