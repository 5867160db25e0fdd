import { describe, expect, it } from 'vitest';
import { refusalOf, stripeErrorWords } from './stripe-error-words';

describe('an error of Stripe.js', () => {
  it('is a decline where the bank refused the card', () =>
    expect(
      stripeErrorWords({
        type: 'card_error',
        code: 'card_declined',
        decline_code: 'insufficient_funds',
      }).title,
    ).toBe('There is not enough money on this card'));

  it('is a decline where the buyer failed to confirm, though Stripe calls it an invalid request', () =>
    expect(
      stripeErrorWords({
        type: 'invalid_request_error',
        code: 'setup_intent_authentication_failure',
      }).title,
    ).toBe('Your bank could not confirm that it is you'));

  it('tells a lost card from a refused one to nobody', () =>
    expect(
      stripeErrorWords({ type: 'card_error', code: 'card_declined', decline_code: 'lost_card' }),
    ).toEqual(
      stripeErrorWords({ type: 'card_error', code: 'card_declined', decline_code: 'fraudulent' }),
    ));

  it('says of a form whose intent is over that it cannot be used any more', () =>
    expect(
      stripeErrorWords({ type: 'invalid_request_error', code: 'setup_intent_unexpected_state' })
        .title,
    ).toBe('This form cannot be used any more'));

  it('keeps what Stripe says to developers off the screen', () =>
    expect(
      stripeErrorWords({ type: 'invalid_request_error', message: 'No such payment_intent: pi_1' })
        .text,
    ).not.toContain('pi_1'));

  it.each([
    [{ type: 'validation_error' }, true],
    [{ type: 'card_error', code: 'incorrect_cvc' }, true],
    [{ type: 'card_error', code: 'expired_card' }, true],
    [{ type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' }, false],
    [{ type: 'api_connection_error' }, false],
  ] as const)('of %j is at a field: %s', (error, isAtField) =>
    expect(refusalOf(error)).toMatchObject({ isAtField, isOver: false }),
  );

  it('about an intent that is over has a way to begin anew', () =>
    expect(
      refusalOf({ type: 'invalid_request_error', code: 'setup_intent_unexpected_state' }),
    ).toMatchObject({ isOver: true, isAtField: false }));
});
