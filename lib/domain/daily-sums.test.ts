import { describe, expect, it } from 'vitest';
import {
  byCurrency,
  difference,
  differingSums,
  givenStatuses,
  noSums,
  sumsOfAttempt,
  sumsOfRefund,
} from './daily-sums';
import { attemptOutcomes } from './attempt';
import { beginningOf, dayOf, findBeginning, firstOfMonth, nextDay } from './day';
import { refundStatuses } from './refund';

describe('what counts', () => {
  it('of attempts is what succeeded and what was declined', () => {
    const counting = attemptOutcomes.filter((outcome) => sumsOfAttempt(outcome, 1) !== null);
    expect(counting).toEqual(['succeeded', 'declined']);
    expect(sumsOfAttempt('succeeded', 4800)).toEqual({ ...noSums, paidCount: 1, paidAmount: 4800 });
    expect(sumsOfAttempt('declined', 4800)).toEqual({ ...noSums, failedCount: 1 });
  });

  it('of refunds is what has left the payment, and is taken back where it fails', () => {
    const counting = refundStatuses.filter(
      (status) => sumsOfRefund({ status, amount: 5 }).refundedCount > 0,
    );
    expect(counting.sort()).toEqual([...givenStatuses].sort());
    const given = sumsOfRefund({ status: 'succeeded', amount: 500 });
    expect(difference(given, sumsOfRefund({ status: 'failed', amount: 500 }))).toMatchObject({
      ...{ refundedCount: -1, refundedAmount: -500 },
    });
  });
});

it('sums of two currencies are two', () => {
  const day = { ...noSums, day: '2027-05-01', paidCount: 1, paidAmount: 5 };
  expect(
    byCurrency([
      { ...day, currency: 'usd' },
      { ...day, currency: 'eur' },
      { ...day, day: '2027-05-02', currency: 'usd' },
    ]),
  ).toEqual([
    { ...noSums, currency: 'eur', paidCount: 1, paidAmount: 5 },
    { ...noSums, currency: 'usd', paidCount: 2, paidAmount: 10 },
  ]);
});

it('a row of nothing is as good as none', () => {
  const nothing = { ...noSums, day: '2027-05-01', currency: 'eur' } as const;
  expect(differingSums([nothing], [])).toEqual([]);
  expect(differingSums([], [{ ...nothing, failedCount: 1 }])).toEqual([
    '2027-05-01 eur: failedCount is 0, the rows say 1',
  ]);
});

describe('days', () => {
  it('are those of UTC', () => {
    expect(dayOf(Date.parse('2027-05-01T23:59:59.999Z'))).toBe('2027-05-01');
    expect(dayOf(Date.parse('2027-05-02T00:00:00Z'))).toBe('2027-05-02');
    expect(beginningOf('2027-05-01')).toBe(Date.parse('2027-05-01T00:00:00Z'));
    expect(nextDay('2028-02-28')).toBe('2028-02-29');
    expect(nextDay('2027-12-31')).toBe('2028-01-01');
    expect(firstOfMonth('2027-05-31')).toBe('2027-05-01');
  });

  it.each(['', '2027-5-1', '2027-02-29', '2027-13-01', '2027-05-01T00:00', 'x', '+02027-05-01'])(
    '%s is none',
    (text) => {
      expect(findBeginning(text)).toBeNull();
      expect(() => beginningOf(text)).toThrow(RangeError);
    },
  );
});
