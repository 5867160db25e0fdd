import type { Decline } from './attempt';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long after a decline that may pass a card is tried again, in ms: after the first, the second
 * and the third. Four tries in eleven days span a payday and stay far below the networks' limits
 * (Visa: 15 tries of one payment in 30 days).
 * Source: https://docs.stripe.com/declines/card#reattempting-declined-payments
 */
export const TRY_AGAIN_AFTER_MS = [DAY_MS, 3 * DAY_MS, 7 * DAY_MS] as const;

/** How often a card is charged off-session for one order, at most. */
export const MOST_CHARGES = TRY_AGAIN_AFTER_MS.length + 1;

/**
 * What a decline lets us do with the same card.
 * - `later`: ask again after a while.
 * - `confirm`: nothing without its owner, whose bank wants to hear from them.
 * - `correct`: nothing until its data are right; in practice another card.
 * - `never`: the network forbids to ask again.
 */
export type Retry = 'later' | 'confirm' | 'correct' | 'never';

/**
 * Declines after which no network allows another try, whatever advice comes with them.
 * Source: https://docs.stripe.com/declines/codes
 */
const never: readonly string[] = [
  'lost_card',
  'stolen_card',
  'pickup_card',
  'fraudulent',
  'merchant_blacklist',
  'restricted_card',
  'security_violation',
  'revocation_of_authorization',
  'revocation_of_all_authorizations',
  'stop_payment_order',
  'transaction_not_allowed',
  'invalid_account',
  'new_account_information_available',
  'card_not_supported',
  'currency_not_supported',
];

const correct: readonly string[] = [
  'expired_card',
  'invalid_expiry_month',
  'invalid_expiry_year',
  'incorrect_cvc',
  'invalid_cvc',
  'incorrect_number',
  'invalid_number',
  'incorrect_zip',
  'incorrect_address',
];

const later: readonly string[] = [
  'insufficient_funds',
  'issuer_not_available',
  'processing_error',
  'reenter_transaction',
  'try_again_later',
  'approve_with_id',
  'card_velocity_exceeded',
  'withdrawal_count_limit_exceeded',
];

/**
 * The advice of the issuer's network decides (`advice_code`); without one Stripe's decline code
 * does. The stricter of the two wins, and a code that is not known here allows nothing.
 * Source: https://docs.stripe.com/declines/codes
 */
export function retryAfter({ code, declineCode, adviceCode }: Decline): Retry {
  const codes = [code, ...(declineCode === null ? [] : [declineCode])];
  const isAmong = (list: readonly string[]) => codes.some((each) => list.includes(each));
  if (adviceCode === 'do_not_try_again' || isAmong(never)) return 'never';
  if (codes.includes('authentication_required')) return 'confirm';
  if (adviceCode === 'confirm_card_data' || isAmong(correct)) return 'correct';
  return adviceCode === 'try_again_later' || isAmong(later) ? 'later' : 'never';
}

/** What follows the decline of an off-session charge. */
export type AfterDecline =
  { next: 'later'; at: number } | { next: 'confirm' } | { next: 'another_card' };

/**
 * Decides after a decline at `at`. `declines` are the off-session ones of this card for this order,
 * the one at hand last; `until` is the last moment that the agreement allows a charge at.
 */
export function afterDecline(
  declines: readonly Decline[],
  { at, until }: { at: number; until: number },
): AfterDecline {
  const retries = declines.map(retryAfter);
  if (retries.at(-1) === 'confirm') return { next: 'confirm' };
  const pause = TRY_AGAIN_AFTER_MS[declines.length - 1];
  const mayFollow = retries.every((retry) => retry === 'later');
  return mayFollow && pause !== undefined && at + pause <= until
    ? { next: 'later', at: at + pause }
    : { next: 'another_card' };
}

/**
 * Whether a decline is the last word on a charge: nothing tries it again by itself (`nextChargeAt`),
 * and no bank waits to hear from its customer, who could still say yes to the same charge.
 */
export const isFinalDecline = (decline: Decline, nextChargeAt: number | null): boolean =>
  nextChargeAt === null && retryAfter(decline) !== 'confirm';

/** Whether a card may be charged off-session once more for an order, after these declines. */
export const mayChargeAgain = (declines: readonly Decline[]): boolean =>
  declines.length < MOST_CHARGES && declines.every((each) => retryAfter(each) === 'later');

/**
 * How long after a charge that did not reach Stripe it is sent anew, in ms: the outage may be over,
 * and the buyer has agreed to be charged later. After the last one the desk decides.
 */
export const SEND_AGAIN_AFTER_MS = [10 * 60_000, HOUR_MS, 6 * HOUR_MS, DAY_MS] as const;

/** When a charge is sent anew, after so many in a row that reached nobody; null for never by itself. */
export function afterUnsent(
  unsentInARow: number,
  { at, until }: { at: number; until: number },
): number | null {
  const pause = SEND_AGAIN_AFTER_MS[unsentInARow - 1];
  return pause !== undefined && at + pause <= until ? at + pause : null;
}
