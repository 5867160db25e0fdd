import type { TestCard } from './card';

const card = (
  number: string,
  names: string,
  does: Omit<TestCard, 'number' | 'names' | 'brand' | 'funding' | 'country'> & {
    readonly brand?: string;
    readonly country?: string;
  },
): TestCard => ({
  brand: 'visa',
  funding: 'credit',
  country: 'US',
  ...does,
  number,
  names: names ? names.split(' ') : [],
});

export const decliningCards: readonly TestCard[] = [
  card(
    '4000000000000002',
    'pm_card_visa_chargeDeclined pm_card_chargeDeclined tok_visa_chargeDeclined tok_chargeDeclined',
    { decline: 'generic_decline' },
  ),
  card(
    '4000000000009995',
    'pm_card_visa_chargeDeclinedInsufficientFunds tok_visa_chargeDeclinedInsufficientFunds pm_card_chargeDeclinedInsufficientFunds tok_chargeDeclinedInsufficientFunds',
    { decline: 'insufficient_funds' },
  ),
  card('4000000000009987', 'pm_card_visa_chargeDeclinedLostCard tok_visa_chargeDeclinedLostCard', {
    decline: 'lost_card',
  }),
  card(
    '4000000000009979',
    'pm_card_visa_chargeDeclinedStolenCard tok_visa_chargeDeclinedStolenCard',
    { decline: 'stolen_card' },
  ),
  card('4000000000000069', 'pm_card_chargeDeclinedExpiredCard tok_chargeDeclinedExpiredCard', {
    decline: 'expired_card',
  }),
  card('4000000000000127', 'pm_card_chargeDeclinedIncorrectCvc tok_chargeDeclinedIncorrectCvc', {
    decline: 'incorrect_cvc',
    onlyWith: 'cvc',
    failsChecks: ['cvc'],
  }),
  card(
    '4000000000000119',
    'pm_card_chargeDeclinedProcessingError tok_chargeDeclinedProcessingError',
    { decline: 'processing_error' },
  ),
  card(
    '4000000000006975',
    'pm_card_visa_chargeDeclinedVelocityLimitExceeded tok_visa_chargeDeclinedVelocityLimitExceeded',
    { decline: 'card_velocity_exceeded' },
  ),
  card(
    '4000000000000341',
    'pm_card_chargeCustomerFail tok_chargeCustomerFail tok_visa_chargeCustomerFailLostCard tok_visa_chargeCustomerFailStolenCard',
    { decline: 'generic_decline', attaches: true },
  ),
];

export const riskCards: readonly TestCard[] = [
  card('4100000000000019', 'pm_card_radarBlock tok_radarBlock', {
    decline: 'fraudulent',
    attaches: true,
    risk: 'highest',
  }),
  card('4000000000004954', 'pm_card_riskLevelHighest tok_riskLevelHighest', {
    decline: 'fraudulent',
    attaches: true,
    risk: 'highest',
  }),
  card('4000000000009235', 'pm_card_riskLevelElevated tok_riskLevelElevated', { risk: 'elevated' }),
  card('4000008400000407', 'pm_card_highFraudDisputeScore', {}),
  card('4000008400000159', 'pm_card_highEfwScore', {}),
  card('4000008400001017', 'pm_card_radarDynamicRiskThreshold', {}),
  card('4001858821843804', 'pm_card_freeTrialAbuseBlock', {}),
  card('4000008405600003', 'pm_card_adaptive3dsChallenge', {}),
  card('4000000000000101', 'pm_card_cvcCheckFail tok_cvcCheckFail', {
    decline: 'incorrect_cvc',
    onlyWith: 'cvc',
    failsChecks: ['cvc'],
  }),
  card('4000000000000036', 'pm_card_avsZipFail tok_avsZipFail', {
    decline: 'incorrect_zip',
    onlyWith: 'postal_code',
    failsChecks: ['postal_code'],
  }),
  card('4000058400307872', 'pm_card_cvcCheckFailElevatedRisk', {
    failsChecks: ['cvc'],
    risk: 'elevated',
  }),
  card('4000058400306072', 'pm_card_avsZipFailElevatedRisk', {
    failsChecks: ['postal_code'],
    risk: 'elevated',
  }),
  card('4000000000000028', 'pm_card_avsLine1Fail tok_avsLine1Fail', { failsChecks: ['line1'] }),
  card('4000000000000010', 'pm_card_avsFail tok_avsFail', {
    failsChecks: ['line1', 'postal_code'],
  }),
  card('4000000000000044', 'pm_card_avsUnchecked tok_avsUnchecked', { checksUnavailable: true }),
  card('4000000000001208', '', {}),
  card('4000000000003725', '', {}),
];

export const authenticatingCards: readonly TestCard[] = [
  card('4000002500003155', 'pm_card_authenticationRequiredOnSetup', {
    country: 'FR',
    challenge: 'required',
    offSession: 'needs_authentication_until_set_up',
    chargesUnauthenticated: true,
  }),
  card('4000002760003184', 'pm_card_authenticationRequired tok_authenticationRequired', {
    country: 'DE',
    challenge: 'required',
    offSession: 'needs_authentication',
    chargesUnauthenticated: true,
  }),
  card('4000003800000446', 'pm_card_authenticationRequiredSetupForOffSession', {
    country: 'IT',
    challenge: 'required',
    offSession: 'allowed',
  }),
  card(
    '4000008260003178',
    'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds tok_authenticationRequiredChargeDeclinedInsufficientFunds',
    {
      country: 'GB',
      challenge: 'required',
      offSession: 'needs_authentication_until_set_up',
      chargesUnauthenticated: true,
      afterChallenge: 'insufficient_funds',
    },
  ),
  card('4000000000003220', 'pm_card_threeDSecure2Required tok_threeDSecure2Required', {
    country: 'IE',
    challenge: 'required',
    offSession: 'needs_authentication',
  }),
  card('4000008400000027', '', { challenge: 'required', offSession: 'needs_authentication' }),
  card(
    '4000008400001629',
    'pm_card_threeDSecureRequiredChargeDeclined tok_threeDSecureRequiredChargeDeclined',
    {
      challenge: 'required',
      offSession: 'needs_authentication',
      afterChallenge: 'generic_decline',
    },
  ),
  card(
    '4000008400001280',
    'pm_card_threeDSecureRequiredProcessingError tok_threeDSecureRequiredProcessingError',
    { challenge: 'lookup_error', offSession: 'needs_authentication' },
  ),
  card('4000000000003055', 'pm_card_threeDSecureOptional tok_threeDSecureOptional', {
    challenge: 'optional',
  }),
  card(
    '4000000000003097',
    'pm_card_threeDSecureOptionalProcessingError tok_threeDSecureOptionalProcessingError',
    { challenge: 'attempt_error' },
  ),
  card(
    '378282246310005',
    'pm_card_amex_threeDSecureNotSupported tok_amex_threeDSecureNotSupported',
    { brand: 'amex', challenge: 'unsupported' },
  ),
  card('4000000032200000', '', { challenge: 'frictionless' }),
  card('4000000000003063', 'pm_card_threeDSecureRequired tok_threeDSecureRequired', {
    challenge: 'required',
    offSession: 'declined',
  }),
  card('4000582600000094', '', {}),
  card('4000582600000045', '', {}),
  card('4000582600000102', '', {}),
  card('4000582600000110', '', {}),
];

export const aftermathCards: readonly TestCard[] = [
  card(
    '4000000000000259',
    'pm_card_createDispute tok_visa_createDispute tok_createDispute pm_card_visa_createDispute',
    { disputes: ['chargeback'] },
  ),
  card(
    '4000000000002685',
    'pm_card_createDisputeProductNotReceived tok_createDisputeProductNotReceived',
    {
      disputes: ['not_received'],
    },
  ),
  card(
    '4000000000001976',
    'pm_card_createDisputeInquiry tok_visa_createDisputeInquiry tok_createDisputeInquiry',
    { disputes: ['inquiry'] },
  ),
  card('4000000000005423', 'pm_card_createIssuerFraudRecord tok_createIssuerFraudRecord', {}),
  card('4000000404000079', 'pm_card_createMultipleDisputes tok_createMultipleDisputes', {
    disputes: ['chargeback', 'chargeback'],
  }),
  card('4000000404000038', 'pm_card_createCe3EligibleDispute tok_createCe3EligibleDispute', {
    disputes: ['chargeback'],
  }),
  card('4000008400000779', 'pm_card_createComplianceDispute tok_createComplianceDispute', {
    disputes: ['compliance'],
  }),
  card('5105008400000002', 'pm_card_createMastercardComplianceDispute', {
    brand: 'mastercard',
    disputes: ['compliance'],
  }),
  card('4000000001000043', 'pm_card_createAutoRepresentmentEligibleDispute', {
    disputes: ['chargeback'],
  }),
  card('4000000000007726', 'pm_card_pendingRefund tok_pendingRefund', { refund: 'pending' }),
  card('4000000000005126', 'pm_card_refundFail tok_refundFail', { refund: 'fails' }),
  card('4000000000000077', 'pm_card_bypassPending tok_bypassPending', { fundsAtOnce: true }),
  card('4000003720000278', 'pm_card_bypassPendingInternational tok_bypassPendingInternational', {
    country: 'IE',
    fundsAtOnce: true,
  }),
];
