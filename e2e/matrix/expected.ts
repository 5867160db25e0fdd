import { idOf, type DocumentedCard } from './documented-card';

/** What a card is played through, in the order of the play. */
export const journeys = ['save', 'payAndSave', 'oneClick', 'offSession', 'afterwards'] as const;
export type Journey = (typeof journeys)[number];

/**
 * What becomes of a card in each journey, in a word that the table shows: `saved`, `paid`, `declined: lost_card`,
 * with `bank, ` before it where the bank asked its owner first. Null where there is nothing to play: a card that could
 * not be saved has no one click, an order that was not paid has nothing to give back.
 */
export type Outcomes = Readonly<Record<Journey, string | null>>;

export const notAnyJourney: Outcomes = {
  save: null,
  payAndSave: null,
  oneClick: null,
  offSession: null,
  afterwards: null,
};

const REFUNDED = 'refunded';

const works: Outcomes = {
  save: 'saved',
  payAndSave: 'paid',
  oneClick: 'paid',
  offSession: 'paid',
  afterwards: REFUNDED,
};

const refused = (code: string): Outcomes => ({
  save: `declined: ${code}`,
  payAndSave: `declined: ${code}`,
  oneClick: null,
  offSession: null,
  afterwards: null,
});

const savedOnly = (code: string): Outcomes => ({
  save: 'saved',
  payAndSave: `declined: ${code}`,
  oneClick: `declined: ${code}`,
  offSession: `declined: ${code}`,
  afterwards: null,
});

const asks = (present: string, absent: string): Outcomes => ({
  save: 'bank, saved',
  payAndSave: `bank, ${present}`,
  oneClick: `bank, ${present}`,
  offSession: absent,
  afterwards: present === 'paid' ? REFUNDED : null,
});

const then = (afterwards: string): Outcomes => ({ ...works, afterwards });

const NEEDS_ITS_BUYER = 'declined: authentication_required';

/** What Stripe says of the cards that do more than work, by the card's name. */
const documented: Readonly<Record<string, Outcomes>> = {
  pm_card_visa_chargeDeclined: refused('generic_decline'),
  pm_card_visa_chargeDeclinedInsufficientFunds: refused('insufficient_funds'),
  pm_card_visa_chargeDeclinedLostCard: refused('lost_card'),
  pm_card_visa_chargeDeclinedStolenCard: refused('stolen_card'),
  pm_card_chargeDeclinedExpiredCard: refused('expired_card'),
  pm_card_chargeDeclinedIncorrectCvc: refused('incorrect_cvc'),
  pm_card_chargeDeclinedProcessingError: refused('processing_error'),
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: refused('card_velocity_exceeded'),
  pm_card_chargeCustomerFail: savedOnly('generic_decline'),
  '4242424242424241': refused('incorrect_number'),
  pm_card_radarBlock: savedOnly('fraudulent'),
  pm_card_riskLevelHighest: savedOnly('fraudulent'),
  // By the documentation they pay unless Radar blocks them; recorded on an account that does.
  pm_card_cvcCheckFail: refused('incorrect_cvc'),
  pm_card_avsZipFail: refused('incorrect_zip'),
  pm_card_authenticationRequiredOnSetup: asks('paid', 'paid'),
  pm_card_authenticationRequired: asks('paid', NEEDS_ITS_BUYER),
  pm_card_authenticationRequiredSetupForOffSession: asks('paid', 'paid'),
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: asks(
    'declined: insufficient_funds',
    'declined: insufficient_funds',
  ),
  pm_card_threeDSecure2Required: asks('paid', NEEDS_ITS_BUYER),
  '4000008400000027': asks('paid', NEEDS_ITS_BUYER),
  pm_card_threeDSecureRequiredChargeDeclined: {
    ...refused('generic_decline'),
    save: 'bank, declined: generic_decline',
    payAndSave: 'bank, declined: generic_decline',
  },
  pm_card_threeDSecureRequiredProcessingError: refused('generic_decline'),
  pm_card_threeDSecureRequired: asks('paid', 'declined: generic_decline'),
  pm_card_createDispute: then('disputed: fraudulent'),
  pm_card_createDisputeProductNotReceived: then('disputed: product_not_received'),
  pm_card_createDisputeInquiry: then('disputed: fraudulent'),
  pm_card_createMultipleDisputes: then('disputed: fraudulent, fraudulent'),
  pm_card_createCe3EligibleDispute: then('disputed: fraudulent'),
  pm_card_createComplianceDispute: then('disputed: noncompliant'),
  pm_card_createMastercardComplianceDispute: then('disputed: noncompliant'),
  pm_card_createAutoRepresentmentEligibleDispute: then('disputed: fraudulent'),
  pm_card_pendingRefund: then('refund pending, refunded'),
  pm_card_refundFail: then('refunded, refund failed'),
};

/** By Stripe's documentation and, where it is recorded, by what Stripe answered. */
export const expectedOf = (card: DocumentedCard): Outcomes => documented[idOf(card)] ?? works;
