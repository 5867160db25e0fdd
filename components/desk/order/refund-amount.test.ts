import { describe, expect, it } from 'vitest';
import { typedRefund } from './refund-amount';

const left = { amount: 4800, currency: 'eur' } as const;

describe('what is typed as a refund', () => {
  it('is shown as what will go back', () => {
    expect(typedRefund('12.5', left)).toEqual({
      refund: { amount: 1250, currency: 'eur' },
      fault: null,
    });
    // Smaller than any charge could be: a refund has no minimum.
    expect(typedRefund('0.01', left)).toMatchObject({ refund: { amount: 1 } });
    expect(typedRefund('48.00', left)).toMatchObject({ refund: { amount: 4800 } });
  });

  it.each([
    ['48.01', /At most €48\.00/],
    ['0', /above zero/],
    ['', /such as 48\.00/],
    ['12,50', /a point/],
    ['-3', /a point/],
    ['1.005', /such as/],
  ])('%j is refused with words that help', (text, words) => {
    const typed = typedRefund(text, left);
    expect(typed.refund).toBeNull();
    expect(typed.fault).toMatch(words);
  });

  it('follows the rules of its currency', () => {
    const kwd = { amount: 14_500, currency: 'kwd' } as const;
    expect(typedRefund('0.005', kwd).fault).toMatch(/end the amount with a 0/);
    expect(typedRefund('0.010', kwd).refund).toEqual({ amount: 10, currency: 'kwd' });
    const jpy = { amount: 7200, currency: 'jpy' } as const;
    expect(typedRefund('100', jpy).refund).toEqual({ amount: 100, currency: 'jpy' });
    expect(typedRefund('100.0', jpy).refund).toBeNull();
  });
});
