import type Stripe from 'stripe';
import type { Call, Route } from '../../api/call';
import { missing, refusal } from '../../api/errors';
import { filters } from '../../api/list-filters';
import { listPage } from '../../api/lists';
import type { Row } from '../../state/collection';
import { emit } from '../../state/emit';
import type { OwnDispute } from '../../state/rows';
import type { World } from '../../state/world';
import { book } from './balance-transactions';
import { getCharge } from './charges';
import { DISPUTE_FEE, withdraw } from './dispute-opening';
import { mergeMetadata } from '../fields';
import { disputeNow } from '../objects/balance-transaction-object';

/** The bank reads quickly here; days at Stripe. */
const DECIDED_AFTER_MS = 1_000;

const CLOSED: readonly string[] = ['won', 'lost', 'warning_closed', 'prevented'];

export function getDispute(world: World, id: string): Row<Stripe.Dispute, OwnDispute> {
  const row = world.disputes.find(id);
  if (!row) throw missing('dispute', id, 'dispute', 404);
  return row;
}

function checkOpen(dispute: Stripe.Dispute): void {
  if (CLOSED.includes(dispute.status)) throw refusal('This dispute is already closed');
}

const isInquiry = (dispute: Stripe.Dispute): boolean => dispute.status.startsWith('warning_');

/** Stripe's magic words in `uncategorized_text` decide the case. */
function verdictOf(text: unknown, inquiry: boolean): OwnDispute['verdict'] {
  if (text === 'winning_evidence') return inquiry ? 'warning_closed' : 'won';
  if (text === 'losing_evidence') return inquiry ? 'warning_closed' : 'lost';
  if (text === 'escalate_inquiry_evidence' && inquiry) return 'escalate';
  return null;
}

function update(world: World, { id, params }: Call): Stripe.Dispute {
  const { object: old, own } = getDispute(world, id);
  const given = params as Stripe.DisputeUpdateParams;
  const evidence = given.evidence as Record<string, unknown> | undefined;
  if (evidence || given.submit) checkOpen(old);
  const submitted = given.submit ?? Boolean(evidence);
  const kept = Object.fromEntries(
    Object.entries(evidence ?? {}).map(([field, value]) => [field, value === '' ? null : value]),
  );
  const details = old.evidence_details;
  const dispute: Stripe.Dispute = {
    ...old,
    evidence: { ...old.evidence, ...kept },
    evidence_details: {
      ...details,
      has_evidence: details.has_evidence || Object.keys(kept).length > 0,
      submission_count: details.submission_count + (submitted ? 1 : 0),
    },
    metadata: mergeMetadata(old.metadata, given.metadata),
    status: submitted ? (isInquiry(old) ? 'warning_under_review' : 'under_review') : old.status,
  };
  const verdict = submitted
    ? verdictOf(dispute.evidence.uncategorized_text, isInquiry(old))
    : own.verdict;
  world.disputes.replace(id, dispute, { verdict });
  emit(world, 'charge.dispute.updated', dispute, old);
  if (submitted && verdict) world.jobs.add('decide_dispute', id, DECIDED_AFTER_MS);
  return dispute;
}

function close(world: World, { id }: Call): Stripe.Dispute {
  const dispute = getDispute(world, id).object;
  checkOpen(dispute);
  return decideDispute(world, id, isInquiry(dispute) ? 'warning_closed' : 'lost');
}

/** Ends a dispute, or turns an inquiry into a chargeback. */
export function decideDispute(
  world: World,
  id: string,
  verdict: NonNullable<OwnDispute['verdict']>,
): Stripe.Dispute {
  const old = getDispute(world, id).object;
  if (CLOSED.includes(old.status)) return old;
  if (verdict === 'escalate') return escalate(world, old);
  const charge = getCharge(world, old.charge as string).object;
  const back =
    verdict === 'won'
      ? book(world, {
          type: 'adjustment',
          amount: old.amount,
          currency: old.currency,
          source: id,
          description: `Chargeback reversal for ${charge.id}`,
          category: 'dispute_reversal',
          fee: -DISPUTE_FEE,
        })
      : null;
  const dispute: Stripe.Dispute = {
    ...old,
    balance_transactions: back ? [...old.balance_transactions, back] : old.balance_transactions,
    is_charge_refundable: verdict === 'won' || old.is_charge_refundable,
    status: verdict,
  };
  world.disputes.replace(id, dispute, { verdict: null });
  emit(world, 'charge.dispute.updated', dispute, old);
  emit(world, 'charge.dispute.closed', dispute);
  if (back) emit(world, 'charge.dispute.funds_reinstated', dispute);
  return dispute;
}

function escalate(world: World, old: Stripe.Dispute): Stripe.Dispute {
  const charge = getCharge(world, old.charge as string).object;
  const withdrawn = withdraw(world, old.id, charge, old.amount);
  const details = old.payment_method_details;
  const dispute = {
    ...old,
    balance_transaction: withdrawn.id,
    balance_transactions: [withdrawn],
    is_charge_refundable: false,
    payment_method_details: details?.card
      ? { ...details, card: { ...details.card, case_type: 'chargeback' } }
      : details,
    status: 'needs_response',
  } as Stripe.Dispute;
  world.disputes.replace(old.id, dispute, { verdict: null });
  emit(world, 'charge.dispute.updated', dispute, old);
  emit(world, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

function list(world: World, { params }: Call) {
  const page = listPage(world.disputes, params, {
    url: '/v1/disputes',
    noun: 'dispute',
    ...filters(world, params, ['charge', 'payment_intent']),
    counted: true,
  });
  return { ...page, data: page.data.map((dispute) => disputeNow(world, dispute)) };
}

export function onDisputeJobs(world: World): void {
  world.onJob.set('decide_dispute', (id) => {
    const { verdict } = getDispute(world, id).own;
    if (verdict) decideDispute(world, id, verdict);
  });
}

export const disputeRoutes: readonly Route[] = [
  { endpoint: 'GET /v1/disputes', handle: list },
  {
    endpoint: 'GET /v1/disputes/:id',
    handle: (world, { id }) => disputeNow(world, getDispute(world, id).object),
  },
  { endpoint: 'POST /v1/disputes/:id', handle: update },
  { endpoint: 'POST /v1/disputes/:id/close', handle: close },
];
