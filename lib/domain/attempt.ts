/**
 * One try to pay an order. While it is open, no other may begin.
 * `unknown`: the call may or may not have reached Stripe; only Stripe's answer ends it.
 */
export const openOutcomes = ['sending', 'authenticating', 'processing', 'unknown'] as const;

/** `superseded`: another card was taken meanwhile. `not_sent`: it never reached Stripe, nobody was charged. */
export const closedOutcomes = ['succeeded', 'declined', 'superseded', 'not_sent'] as const;

export const attemptOutcomes = [...openOutcomes, ...closedOutcomes] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

export const isOpenOutcome = (outcome: AttemptOutcome): boolean =>
  (openOutcomes as readonly string[]).includes(outcome);

/**
 * What an attempt does at Stripe: `create` makes the intent and confirms it in one call,
 * `confirm` confirms the order's intent, `browser` was confirmed by Stripe.js and has no key.
 */
export const attemptKinds = ['create', 'confirm', 'browser'] as const;
export type AttemptKind = (typeof attemptKinds)[number];

/**
 * How long after a click its request may still repeat the call to Stripe, in ms. Longer, and
 * somebody who has given up waiting would be charged behind their back.
 */
export const CLICK_IS_ALIVE_MS = 60_000;

/** Why a payment was declined: Stripe's `code` and, for the bank's own reasons, `decline_code`. */
export type Decline = {
  code: string;
  declineCode: string | null;
  adviceCode: string | null;
};

/** What a decline asks of the buyer. Components turn it into words. */
export const declineReasons = [
  'insufficient_funds',
  'expired_card',
  'incorrect_cvc',
  'incorrect_number',
  'incorrect_address',
  'authentication_failed',
  'authentication_required',
  'card_not_supported',
  'limit_exceeded',
  'try_again_later',
  'refused',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/**
 * Lost, stolen, fraudulent and the like are all `refused`: telling them apart on a screen would
 * help whoever tests stolen cards (Stripe asks to present them as a generic decline).
 * Source: https://docs.stripe.com/declines/codes
 */
const reasons: Record<string, DeclineReason> = {
  insufficient_funds: 'insufficient_funds',
  expired_card: 'expired_card',
  invalid_expiry_month: 'expired_card',
  invalid_expiry_year: 'expired_card',
  incorrect_cvc: 'incorrect_cvc',
  invalid_cvc: 'incorrect_cvc',
  incorrect_number: 'incorrect_number',
  invalid_number: 'incorrect_number',
  incorrect_zip: 'incorrect_address',
  incorrect_address: 'incorrect_address',
  payment_intent_authentication_failure: 'authentication_failed',
  setup_intent_authentication_failure: 'authentication_failed',
  authentication_required: 'authentication_required',
  card_not_supported: 'card_not_supported',
  currency_not_supported: 'card_not_supported',
  card_velocity_exceeded: 'limit_exceeded',
  withdrawal_count_limit_exceeded: 'limit_exceeded',
  processing_error: 'try_again_later',
  issuer_not_available: 'try_again_later',
  reenter_transaction: 'try_again_later',
  try_again_later: 'try_again_later',
};

// Only what stands in the table: `constructor` is a property of every object.
const reasonOf = (code: string | null): DeclineReason | undefined =>
  code !== null && Object.hasOwn(reasons, code) ? reasons[code] : undefined;

export const declineReason = ({
  code,
  declineCode,
}: Pick<Decline, 'code' | 'declineCode'>): DeclineReason =>
  reasonOf(declineCode) ?? reasonOf(code) ?? 'refused';
