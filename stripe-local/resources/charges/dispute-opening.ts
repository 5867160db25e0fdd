import type Stripe from 'stripe';
import type { DisputeKind } from '../../cards/card';
import { findCard } from '../../cards/catalog';
import { emit } from '../../state/emit';
import type { World } from '../../state/world';
import { book } from './balance-transactions';
import { changeCharge, getCharge, settleCharge } from './charges';

/** What Stripe takes for a dispute, in minor units. */
export const DISPUTE_FEE = 1500;
/** Recorded: about eight days to answer. */
const ANSWER_WITHIN_S = 8 * 24 * 60 * 60;

const kinds = {
  chargeback: { reason: 'fraudulent', caseType: 'chargeback', visa: '10.4', other: '4837' },
  inquiry: { reason: 'fraudulent', caseType: 'inquiry', visa: '10', other: '10' },
  not_received: {
    reason: 'product_not_received',
    caseType: 'chargeback',
    visa: '13.1',
    other: '4853',
  },
  compliance: {
    reason: 'noncompliant',
    caseType: 'compliance',
    visa: 'compliance',
    other: 'compliance',
  },
} as const satisfies Readonly<Record<DisputeKind, object>>;

const EVIDENCE_FIELDS = (
  'access_activity_log billing_address cancellation_policy cancellation_policy_disclosure cancellation_rebuttal ' +
  'customer_communication customer_email_address customer_name customer_purchase_ip customer_signature ' +
  'duplicate_charge_documentation duplicate_charge_explanation duplicate_charge_id product_description receipt ' +
  'refund_policy refund_policy_disclosure refund_refusal_explanation service_date service_documentation shipping_address ' +
  'shipping_carrier shipping_date shipping_documentation shipping_tracking_number uncategorized_file uncategorized_text'
).split(' ');

/** The disputes that the charge's test card is about. */
export function openDisputes(world: World, chargeId: string): void {
  for (const kind of findCard(getCharge(world, chargeId).own.card)?.disputes ?? []) {
    openDispute(world, chargeId, kind);
  }
}

/** The bank contests a charge. Except for an inquiry the money is taken at once. */
export function openDispute(world: World, chargeId: string, kind: DisputeKind): Stripe.Dispute {
  const charge = settleCharge(world, chargeId);
  const inquiry = kind === 'inquiry';
  const id = `du_1${world.ids.text(23)}`;
  const amount = charge.amount_captured - charge.amount_refunded;
  const withdrawn = inquiry ? null : withdraw(world, id, charge, amount);
  const card = charge.payment_method_details?.card;
  const { reason, caseType, visa, other } = kinds[kind];
  const dispute = {
    id,
    object: 'dispute',
    amount,
    balance_transaction: withdrawn?.id ?? null,
    balance_transactions: withdrawn ? [withdrawn] : [],
    charge: chargeId,
    created: world.clock.seconds(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {
      ...Object.fromEntries(EVIDENCE_FIELDS.map((field) => [field, null])),
      customer_email_address: charge.billing_details.email,
      customer_name: charge.billing_details.name,
      enhanced_evidence: {},
    },
    evidence_details: {
      due_by: world.clock.seconds() + ANSWER_WITHIN_S,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: card
      ? {
          card: {
            brand: card.brand,
            case_type: caseType,
            network: card.network,
            network_reason_code: card.network === 'visa' ? visa : other,
          },
          type: 'card',
        }
      : { type: charge.payment_method_details?.type },
    reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  } as unknown as Stripe.Dispute;
  world.disputes.add(dispute, { verdict: null });
  const disputed = { ...getCharge(world, chargeId).object, dispute: id, disputed: true };
  changeCharge(world, disputed, 'charge.updated');
  emit(world, 'charge.dispute.created', dispute);
  if (!inquiry) emit(world, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

export const withdraw = (
  world: World,
  id: string,
  charge: Stripe.Charge,
  amount: number,
): Stripe.BalanceTransaction =>
  book(world, {
    type: 'adjustment',
    amount: -amount,
    currency: charge.currency,
    source: id,
    description: `Chargeback withdrawal for ${charge.id}`,
    fee: DISPUTE_FEE,
  });
