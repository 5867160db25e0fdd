/** What becomes of a card in the five uses; a decline is told by its decline code. */
export interface Outcomes {
  /** Kept by a SetupIntent. */
  readonly save: string;
  /** Paid with, and kept by the same payment. */
  readonly payAndSave: string;
  /** Paid with again, in one click; null where nothing could be kept. */
  readonly oneClick: string | null;
  /** Charged off-session, after it was kept. */
  readonly offSession: string | null;
  /** What follows a payment that went through: a refund's states, or the disputes. */
  readonly afterwards: string | null;
}

const REFUNDED = 'refund succeeded';

const all = (outcome: string): Outcomes => ({
  save: outcome,
  payAndSave: outcome,
  oneClick: null,
  offSession: null,
  afterwards: null,
});
const plain: Outcomes = {
  save: 'succeeded',
  payAndSave: 'succeeded',
  oneClick: 'succeeded',
  offSession: 'succeeded',
  afterwards: REFUNDED,
};
const then = (afterwards: string): Outcomes => ({ ...plain, afterwards });
const challenged = (oneClick: string, offSession: string): Outcomes => ({
  save: 'requires_action > succeeded',
  payAndSave: `requires_action > ${oneClick}`,
  oneClick: `requires_action > ${oneClick}`,
  offSession,
  afterwards: oneClick === 'succeeded' ? REFUNDED : null,
});
const keptButNeverPays = (decline: string): Outcomes => ({
  save: 'succeeded',
  payAndSave: decline,
  oneClick: decline,
  offSession: decline,
  afterwards: null,
});

/** Cards that do something else than simply work, as Stripe documents or was recorded to do it. */
const outcomes: Readonly<Record<string, Outcomes>> = {
  '4000000000000002': all('generic_decline'),
  '4000000000009995': all('insufficient_funds'),
  '4000000000009987': all('lost_card'),
  '4000000000009979': all('stolen_card'),
  '4000000000000069': all('expired_card'),
  '4000000000000127': all('incorrect_cvc'),
  '4000000000000119': all('processing_error'),
  '4000000000006975': all('card_velocity_exceeded'),
  '4000000000000341': keptButNeverPays('generic_decline'),
  '4100000000000019': keptButNeverPays('fraudulent'),
  '4000000000004954': keptButNeverPays('fraudulent'),
  '4000000000000101': all('incorrect_cvc'),
  '4000000000000036': all('incorrect_zip'),
  '4000058400307872': plain,
  '4000002500003155': challenged('succeeded', 'succeeded'),
  '4000002760003184': challenged('succeeded', 'authentication_required'),
  '4000003800000446': challenged('succeeded', 'succeeded'),
  '4000008260003178': challenged('insufficient_funds', 'insufficient_funds'),
  '4000000000003220': challenged('succeeded', 'authentication_required'),
  '4000008400000027': challenged('succeeded', 'authentication_required'),
  '4000008400001629': {
    save: 'requires_action > generic_decline',
    payAndSave: 'requires_action > generic_decline',
    oneClick: null,
    offSession: null,
    afterwards: null,
  },
  '4000008400001280': all('generic_decline'),
  '4000000000003063': challenged('succeeded', 'generic_decline'),
  '4000000000000259': then('fraudulent needs_response'),
  '4000000000002685': then('product_not_received needs_response'),
  '4000000000001976': then('fraudulent warning_needs_response'),
  '4000000404000079': then('fraudulent needs_response, fraudulent needs_response'),
  '4000000404000038': then('fraudulent needs_response'),
  '4000008400000779': then('noncompliant needs_response'),
  '5105008400000002': then('noncompliant needs_response'),
  '4000000001000043': then('fraudulent needs_response'),
  '4000000000007726': then('refund pending > succeeded'),
  '4000000000005126': then('refund succeeded > failed'),
};

export const outcomesOf = (number: string): Outcomes => outcomes[number] ?? plain;
