import { describe, expect, it } from 'vitest';
import {
  attemptOutcomes,
  closedOutcomes,
  declineReason,
  declineReasons,
  isOpenOutcome,
  openOutcomes,
} from './attempt';

it('is either open or closed', () => {
  expect(openOutcomes.every(isOpenOutcome)).toBe(true);
  expect(closedOutcomes.some(isOpenOutcome)).toBe(false);
  expect(new Set(attemptOutcomes).size).toBe(openOutcomes.length + closedOutcomes.length);
});

describe('what a decline asks of the buyer', () => {
  it.each([
    ['card_declined', 'insufficient_funds', 'insufficient_funds'],
    ['card_declined', 'generic_decline', 'refused'],
    ['card_declined', null, 'refused'],
    ['expired_card', null, 'expired_card'],
    ['expired_card', 'expired_card', 'expired_card'],
    ['invalid_expiry_year', null, 'expired_card'],
    ['invalid_expiry_month', null, 'expired_card'],
    ['incorrect_cvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['invalid_cvc', null, 'incorrect_cvc'],
    ['incorrect_number', null, 'incorrect_number'],
    ['invalid_number', null, 'incorrect_number'],
    ['incorrect_zip', null, 'incorrect_address'],
    ['incorrect_address', null, 'incorrect_address'],
    ['payment_intent_authentication_failure', null, 'authentication_failed'],
    ['setup_intent_authentication_failure', null, 'authentication_failed'],
    ['authentication_required', 'authentication_required', 'authentication_required'],
    ['card_declined', 'authentication_required', 'authentication_required'],
    ['card_declined', 'card_not_supported', 'card_not_supported'],
    ['card_declined', 'currency_not_supported', 'card_not_supported'],
    ['card_declined', 'card_velocity_exceeded', 'limit_exceeded'],
    ['card_declined', 'withdrawal_count_limit_exceeded', 'limit_exceeded'],
    ['processing_error', 'processing_error', 'try_again_later'],
    ['card_declined', 'issuer_not_available', 'try_again_later'],
    ['card_declined', 'reenter_transaction', 'try_again_later'],
    ['card_declined', 'try_again_later', 'try_again_later'],
    ['something_newer_than_this_code', null, 'refused'],
    ['incorrect_cvc', 'something_newer_than_this_code', 'incorrect_cvc'],
  ] as const)('%s, %s: %s', (code, declineCode, reason) =>
    expect(declineReason({ code, declineCode })).toBe(reason),
  );

  // Whoever tests stolen cards must not learn which of them is known as stolen.
  it.each(['lost_card', 'stolen_card', 'fraudulent', 'pickup_card', 'merchant_blacklist'])(
    '%s reads like any refusal',
    (declineCode) => expect(declineReason({ code: 'card_declined', declineCode })).toBe('refused'),
  );

  it('is never a word that an object happens to carry', () => {
    expect(declineReasons).toContain(
      declineReason({ code: 'constructor', declineCode: 'toString' }),
    );
  });
});
