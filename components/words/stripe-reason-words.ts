import { plainWord } from './desk-words';

/**
 * Why a payment did not go through, to staff, who may know what is not told to whoever holds the card.
 * Source: https://docs.stripe.com/declines/codes and https://docs.stripe.com/error-codes
 */
const declines: Readonly<Record<string, string>> = {
  approve_with_id: 'The bank could not authorize it: it may be tried again',
  authentication_required: 'The bank wants its customer to confirm',
  call_issuer: 'The bank declined and tells its customer why when they call',
  card_declined: 'The bank declined the card',
  card_not_supported: 'The card does not do this kind of payment',
  card_velocity_exceeded: 'The card is over its limit',
  currency_not_supported: 'The card does not do this currency',
  do_not_honor: 'The bank declined and does not say why',
  do_not_try_again: 'The bank declined and wants no other try',
  duplicate_transaction: 'The same amount was charged a moment before',
  expired_card: 'The card has expired',
  fraudulent: 'Stripe or the bank suspects fraud',
  generic_decline: 'The bank declined and does not say why',
  incorrect_cvc: 'The security code is wrong',
  incorrect_number: 'The card number is wrong',
  incorrect_zip: 'The postal code is wrong',
  insufficient_funds: 'There is not enough money on the card',
  invalid_account: 'The card or its account is not valid',
  invalid_amount: 'The bank does not allow this amount',
  invalid_cvc: 'The security code is wrong',
  invalid_expiry_month: 'The month of expiry is wrong',
  invalid_expiry_year: 'The year of expiry is wrong',
  invalid_number: 'The card number is wrong',
  issuer_not_available: 'The bank could not be reached',
  lost_card: 'The card is reported lost',
  merchant_blacklist: 'Stripe blocks it by a list of the shop’s',
  new_account_information_available: 'The card or its account is not valid any more',
  no_action_taken: 'The bank declined and does not say why',
  not_permitted: 'The bank does not permit it',
  payment_intent_authentication_failure: 'The bank could not confirm that it was its customer',
  pickup_card: 'The card cannot be used: it may be lost or stolen',
  processing_error: 'Something went wrong while it was processed',
  reenter_transaction: 'The bank could not process it: it may be tried again',
  restricted_card: 'The card cannot be used: it may be lost or stolen',
  revocation_of_all_authorizations: 'The card’s owner has forbidden charges like this',
  revocation_of_authorization: 'The card’s owner has forbidden charges like this',
  security_violation: 'The bank declined and does not say why',
  service_not_allowed: 'The bank declined and does not say why',
  setup_intent_authentication_failure: 'The bank could not confirm that it was its customer',
  stolen_card: 'The card is reported stolen',
  stop_payment_order: 'The card’s owner has forbidden this charge',
  testmode_decline: 'A test card was used in earnest',
  transaction_not_allowed: 'The bank does not allow this kind of payment',
  try_again_later: 'The bank does not say why: it may be tried again',
  withdrawal_count_limit_exceeded: 'The card is over its limit',
};

/** What the bank advises. Source: https://docs.stripe.com/declines/card#advice-codes */
const advices: Readonly<Record<string, string>> = {
  confirm_card_data: 'Its data should be checked',
  do_not_try_again: 'Do not charge it again',
  try_again_later: 'It may be charged again later',
};

/** Source: https://docs.stripe.com/api/refunds/object#refund_object-failure_reason */
const refundFailures: Readonly<Record<string, string>> = {
  charge_for_pending_refund_disputed: 'The payment was disputed meanwhile',
  declined: 'The bank declined the refund',
  expired_or_canceled_card: 'The card has expired or was canceled',
  insufficient_funds: 'The balance at Stripe was too low',
  lost_or_stolen_card: 'The card was lost or stolen',
  merchant_request: 'The shop asked for it to be stopped',
  unknown: 'Nobody says why',
};

/** Source: https://docs.stripe.com/disputes/categories */
const disputes: Readonly<Record<string, string>> = {
  bank_cannot_process: 'The bank could not process the payment',
  check_returned: 'The check was returned',
  credit_not_processed: 'The buyer says that a refund was promised and did not come',
  customer_initiated: 'The buyer asked their bank to take it back',
  debit_not_authorized: 'The buyer’s bank says that the charge was not authorized',
  duplicate: 'The buyer says that they were charged twice',
  fraudulent: 'The card’s owner says that they did not pay',
  general: 'The bank does not say why',
  incorrect_account_details: 'The account’s details were wrong',
  insufficient_funds: 'There was not enough money',
  noncompliant: 'The card network says that its rules were not kept',
  product_not_received: 'The buyer says that nothing came',
  product_unacceptable: 'The buyer says that what came is not what was sold',
  subscription_canceled: 'The buyer says that it was canceled',
  unrecognized: 'The buyer does not recognize the payment',
};

const wordsIn =
  (words: Readonly<Record<string, string>>) =>
  (code: string): string =>
    // Only what stands in the table: `constructor` is a property of every object.
    (Object.hasOwn(words, code) && words[code]) || plainWord(code);

export const declineText = wordsIn(declines);
export const adviceText = wordsIn(advices);
export const refundFailureText = wordsIn(refundFailures);
export const disputeReasonText = wordsIn(disputes);
