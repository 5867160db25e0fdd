import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decline } from './attempt';
import {
  afterDecline,
  afterUnsent,
  isFinalDecline,
  mayChargeAgain,
  MOST_CHARGES,
  retryAfter,
  SEND_AGAIN_AFTER_MS,
  TRY_AGAIN_AFTER_MS,
} from './retry-after-decline';

const decline = (declineCode: string | null, adviceCode: string | null = null): Decline => ({
  code: 'card_declined',
  declineCode,
  adviceCode,
});

describe('what a decline allows', () => {
  it.each([
    ['generic_decline', 'try_again_later', 'later'],
    ['insufficient_funds', 'try_again_later', 'later'],
    ['insufficient_funds', null, 'later'],
    ['issuer_not_available', null, 'later'],
    ['reenter_transaction', null, 'later'],
    ['lost_card', 'do_not_try_again', 'never'],
    ['generic_decline', 'do_not_try_again', 'never'],
    // Two voices: the stricter is believed.
    ['stolen_card', 'try_again_later', 'never'],
    ['insufficient_funds', 'do_not_try_again', 'never'],
    ['fraudulent', null, 'never'],
    ['expired_card', 'confirm_card_data', 'correct'],
    ['incorrect_cvc', null, 'correct'],
    ['authentication_required', null, 'confirm'],
    ['authentication_required', 'do_not_try_again', 'never'],
    // Nothing says that it may be tried again.
    ['generic_decline', null, 'never'],
    ['a_code_of_tomorrow', null, 'never'],
    [null, null, 'never'],
    ['a_code_of_tomorrow', 'an_advice_of_tomorrow', 'never'],
  ] as const)('%s with advice %s: %s', (declineCode, adviceCode, retry) =>
    expect(retryAfter(decline(declineCode, adviceCode))).toBe(retry),
  );

  it('is known by the code, too, where there is no decline code', () => {
    expect(retryAfter({ code: 'expired_card', declineCode: null, adviceCode: null })).toBe(
      'correct',
    );
    expect(
      retryAfter({ code: 'authentication_required', declineCode: null, adviceCode: null }),
    ).toBe('confirm');
  });
});

describe('the last word on a charge', () => {
  it.each([
    ['generic_decline', null, null, true],
    ['insufficient_funds', null, null, true],
    ['incorrect_cvc', null, null, true],
    ['authentication_required', null, null, false],
    ['authentication_required', 'do_not_try_again', null, true],
    ['insufficient_funds', 'try_again_later', 1_000, false],
  ] as const)('%s with advice %s, tried again at %s: %s', (code, advice, nextChargeAt, isFinal) =>
    expect(isFinalDecline(decline(code, advice), nextChargeAt)).toBe(isFinal),
  );
});

const anyDecline = fc.record({
  code: fc.constantFrom('card_declined', 'expired_card', 'authentication_required', 'new_code'),
  declineCode: fc.constantFrom(
    null,
    'insufficient_funds',
    'generic_decline',
    'lost_card',
    'fraudulent',
    'processing_error',
    'authentication_required',
    'new_code',
  ),
  adviceCode: fc.constantFrom(null, 'try_again_later', 'do_not_try_again', 'confirm_card_data'),
});
const START = Date.parse('2027-01-01T00:00:00Z');

/** Charges a card until nothing more is scheduled, as the worker does. Returns when it was charged. */
function charges(answers: readonly Decline[], until: number): number[] {
  const declines: Decline[] = [];
  const at: number[] = [];
  let next: number | null = START;
  for (const answer of answers) {
    if (next === null) break;
    expect(mayChargeAgain(declines)).toBe(true);
    at.push(next);
    declines.push(answer);
    const decided = afterDecline(declines, { at: next, until });
    next = decided.next === 'later' ? decided.at : null;
  }
  return at;
}

describe('the schedule', () => {
  it('is a day, three and seven after each decline, then over', () => {
    const soft = Array.from({ length: 10 }, () => decline('insufficient_funds', 'try_again_later'));
    const [a, b, c] = TRY_AGAIN_AFTER_MS;
    expect(charges(soft, Infinity)).toEqual([START, START + a, START + a + b, START + a + b + c]);
  });

  it('never holds a try that the network forbids, a fifth one, or one after the last day', () =>
    fc.assert(
      fc.property(
        fc.array(anyDecline, { maxLength: 8 }),
        fc.integer({ min: 0, max: 20 }),
        (answers, days) => {
          const until = START + days * TRY_AGAIN_AFTER_MS[0];
          const at = charges(answers, until);
          expect(at.length).toBeLessThanOrEqual(MOST_CHARGES);
          expect(at.every((each) => each <= until)).toBe(true);
          const followed = answers.slice(0, Math.max(at.length - 1, 0));
          expect(followed.every((each) => retryAfter(each) === 'later')).toBe(true);
          expect(followed.some((each) => each.adviceCode === 'do_not_try_again')).toBe(false);
        },
      ),
    ));

  it('does not begin again: one forbidding decline forbids whatever follows it', () =>
    fc.assert(
      fc.property(fc.array(anyDecline), fc.array(anyDecline), (before, after) => {
        const declines = [...before, decline('lost_card', 'do_not_try_again'), ...after];
        expect(mayChargeAgain(declines)).toBe(false);
        expect(afterDecline(declines, { at: START, until: Infinity }).next).not.toBe('later');
      }),
    ));

  it('asks the owner where the bank wants to hear from them', () =>
    expect(
      afterDecline([decline('authentication_required')], { at: START, until: Infinity }),
    ).toEqual({ next: 'confirm' }));
});

describe('a charge that reached nobody', () => {
  it('is sent again a few times, further and further apart, and not after the last day', () => {
    const at = (tries: number, until = Infinity) => afterUnsent(tries, { at: START, until });
    expect([1, 2, 3, 4].map((tries) => at(tries))).toEqual(
      SEND_AGAIN_AFTER_MS.map((pause) => START + pause),
    );
    expect(at(5)).toBeNull();
    expect(at(1, START)).toBeNull();
  });
});
