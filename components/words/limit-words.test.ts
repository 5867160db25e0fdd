import { describe, expect, it } from 'vitest';
import { failureText } from './failure-words';
import { limitWords, type Doing } from './limit-words';

const textOf = (doing: Doing, code: 'payment_limit' | 'card_limit' | 'too_many_tries') =>
  failureText({ ok: false, code, retryAfter: 60 }, limitWords[doing]);

describe('a limit', () => {
  it.each([
    ['add_card', 'payment_limit', /no card can be added now/],
    ['add_card', 'card_limit', /Adding a card was begun too often/],
    ['preorder', 'payment_limit', /nothing was pre-ordered now/],
    ['sign_in', 'too_many_tries', /tries to sign in/],
    ['sign_up', 'too_many_tries', /tries to sign up/],
    ['reset_password', 'too_many_tries', /new password/],
    ['get_mail', 'too_many_tries', /mail was sent/],
  ] as const)(
    'says what somebody was about who wanted to %s (%s), and how long it lasts',
    (doing, code, about) => {
      expect(textOf(doing, code)).toMatch(about);
      expect(textOf(doing, code)).toMatch(/Try again in 1 minute\.$/);
    },
  );

  it('of adding a card speaks of no payment that somebody made', () =>
    expect(textOf('add_card', 'payment_limit')).not.toMatch(/payments? ha|charged/i));
});
