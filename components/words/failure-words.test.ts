import { describe, expect, it } from 'vitest';
import { failureText, waitWords } from './failure-words';

describe('a failure in words', () => {
  it('says how long to wait', () =>
    expect(failureText({ ok: false, code: 'too_many_tries', retryAfter: 61 })).toBe(
      'Too many tries. Others may have made them. Try again in 2 minutes.',
    ));
  it('says of a limit what it is about, how long it lasts, and what else can be done', () =>
    expect(failureText({ ok: false, code: 'payment_limit', retryAfter: 2_500 })).toBe(
      'Cards were refused too often in a short time, so nothing was charged now. Cards in your wallet that have paid before go on working. If you cannot wait, write to us. Try again in 42 minutes.',
    ));
  it('takes the words of the place where it happened', () =>
    expect(failureText({ ok: false, code: 'too_late' }, { too_late: 'Gone for good.' })).toBe(
      'Gone for good.',
    ));
});

describe('a wait', () => {
  it.each([
    [1, '1 second'],
    [0.2, '1 second'],
    [59.1, '1 minute'],
    [60, '1 minute'],
    [61, '2 minutes'],
  ])('of %s s is %s, and never told too short', (seconds, words) =>
    expect(waitWords(seconds)).toBe(words),
  );
});
