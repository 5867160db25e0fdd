import { expect } from 'vitest';
import { listAttention } from '@/db/queries/attention';
import { listMailsOfOrder } from '@/db/queries/mails';
import { listOrderEvents } from '@/db/queries/order-events';
import { listRefunds } from '@/db/queries/refunds';
import { database } from '../database';
import { isOpenOutcome } from '../domain/attempt';
import { isPayable, type DisputeStatus } from '../domain/order';
import type { OrderEventType } from '../domain/order-view';
import type { RefundStatus } from '../domain/refund';
import { attemptsOf, getOrder } from './shopper';
import type { StripeApi } from './stripe-api';

/** What banks do, and time, through stripe-local's control API. */
export type Bank = {
  openDispute: (charge: string, kind: 'chargeback' | 'inquiry') => Promise<{ id: string }>;
  decideDispute: (id: string, verdict: 'won' | 'lost' | 'warning_closed') => Promise<unknown>;
  advance: (seconds: number) => Promise<unknown>;
  cancelRefund: (id: string) => Promise<unknown>;
};

type Place = { stripe: StripeApi; bank: Bank; intentId: string; clientSecret: string };
type Step = (place: Place) => Promise<unknown>;

export type History = {
  steps: readonly Step[];
  /** `unpaid`: nothing was taken, nothing is open, and the buyer may pay. */
  end: { payment: 'paid' | 'unpaid'; refundedAmount: number; dispute: DisputeStatus | null };
};

const confirms =
  (paymentMethod: string): Step =>
  ({ stripe, clientSecret }) =>
    stripe.confirm('payment_intents', clientSecret, paymentMethod);
/** Stripe.js hears of a decline as an error. */
const isDeclined =
  (paymentMethod: string): Step =>
  async (place) => {
    await expect(confirms(paymentMethod)(place)).rejects.toThrow(/402/);
  };
const bankAsks = confirms('pm_card_authenticationRequired');
const pays = confirms('pm_card_visa');
const passes: Step = ({ stripe, intentId }) => stripe.answerChallenge(intentId);
const fails: Step = ({ stripe, intentId }) => stripe.answerChallenge(intentId, false);
const isGivenUp: Step = ({ stripe, intentId }) => stripe.post(`payment_intents/${intentId}/cancel`);
const givesBack =
  (amount: number): Step =>
  ({ stripe, intentId }) =>
    stripe.post('refunds', { payment_intent: intentId, amount });
/** The refund of this one test card fails a few seconds after it succeeded. */
const refundFails: Step = ({ bank }) => bank.advance(10);
const refundIsCanceled: Step = async ({ stripe, bank, intentId }) => {
  const path = `refunds?payment_intent=${intentId}`;
  const [refund] = (await stripe.get<{ data: { id: string }[] }>(path)).data;
  return bank.cancelRefund(refund?.id ?? '');
};
const isContested =
  (kind: 'chargeback' | 'inquiry'): Step =>
  async ({ stripe, bank, intentId }) =>
    bank.openDispute((await stripe.intent(intentId)).latest_charge ?? '', kind);
const isDecided =
  (verdict: 'won' | 'lost' | 'warning_closed'): Step =>
  async ({ stripe, bank, intentId }) => {
    const path = `disputes?payment_intent=${intentId}`;
    const [dispute] = (await stripe.get<{ data: { id: string }[] }>(path)).data;
    return bank.decideDispute(dispute?.id ?? '', verdict);
  };

/** What can happen to one intent, up to six things in a row, and where it ends. */
export const histories: Readonly<Record<string, History>> = {
  'paid, and given back in two parts': {
    steps: [pays, givesBack(1200), givesBack(3600)],
    end: { payment: 'paid', refundedAmount: 4800, dispute: null },
  },
  'the bank says yes, a part goes back, a dispute is lost': {
    steps: [bankAsks, passes, givesBack(800), isContested('chargeback'), isDecided('lost')],
    end: { payment: 'paid', refundedAmount: 800, dispute: 'lost' },
  },
  'the bank says no, another card pays, a part goes back, a dispute is won': {
    steps: [bankAsks, fails, pays, givesBack(1000), isContested('chargeback'), isDecided('won')],
    end: { payment: 'paid', refundedAmount: 1000, dispute: 'won' },
  },
  'declined twice, the bank says yes, an inquiry is closed': {
    steps: [
      isDeclined('pm_card_chargeDeclined'),
      isDeclined('pm_card_chargeDeclinedInsufficientFunds'),
      bankAsks,
      passes,
      isContested('inquiry'),
      isDecided('warning_closed'),
    ],
    end: { payment: 'paid', refundedAmount: 0, dispute: 'warning_closed' },
  },
  'declined, then paid; a refund fails after it succeeded; a dispute is lost': {
    steps: [
      isDeclined('pm_card_chargeDeclined'),
      confirms('pm_card_refundFail'),
      givesBack(1200),
      refundFails,
      isContested('chargeback'),
      isDecided('lost'),
    ],
    end: { payment: 'paid', refundedAmount: 0, dispute: 'lost' },
  },
  'paid; one refund is canceled on its way, another one arrives': {
    steps: [
      confirms('pm_card_pendingRefund'),
      givesBack(1200),
      refundIsCanceled,
      givesBack(800),
      ({ bank }) => bank.advance(60),
    ],
    end: { payment: 'paid', refundedAmount: 800, dispute: null },
  },
  'declined, asked, failed, asked again and given up': {
    steps: [isDeclined('pm_card_chargeDeclined'), bankAsks, fails, bankAsks, isGivenUp],
    end: { payment: 'unpaid', refundedAmount: 0, dispute: null },
  },
};

/** What the timeline ends with where a dispute ends so. */
const toldOf: Partial<Record<DisputeStatus, OrderEventType>> = {
  lost: 'dispute_lost',
  won: 'dispute_won',
  warning_closed: 'inquiry_closed',
};

/**
 * Each refund that came to nothing is owed once, and corrected once where its buyer had been told of
 * it; each that arrived was told of once.
 */
async function expectOwedOnce(orderId: string): Promise<void> {
  const { read } = database();
  const [refunds, owed, mails] = await Promise.all([
    listRefunds(read, orderId),
    listAttention(read, orderId),
    listMailsOfOrder(read, orderId),
  ]);
  const isVoid = ({ status }: { status: RefundStatus }) =>
    status === 'failed' || status === 'canceled';
  expect(owed.map(({ kind, cause }) => [kind, cause])).toEqual(
    refunds.filter(isVoid).map(({ stripeRefundId }) => ['refund_failed', stripeRefundId]),
  );
  const mailed = (kind: 'refunded' | 'refund_failed', id: string | null) =>
    mails.filter(({ newsKey }) => newsKey === `${kind}:${id}`).length;
  for (const refund of refunds) {
    const told = mailed('refunded', refund.stripeRefundId);
    if (!isVoid(refund)) expect(told).toBe(1);
    expect(mailed('refund_failed', refund.stripeRefundId)).toBe(isVoid(refund) ? told : 0);
  }
}

/**
 * Where an order stands, as far as it must not depend on how Stripe's word came. Fails where the
 * order contradicts itself or its timeline tells something twice.
 */
export async function standingOf(orderId: string): Promise<History['end']> {
  const [order, attempts, events] = await Promise.all([
    getOrder(orderId),
    attemptsOf(orderId),
    listOrderEvents(database().read, orderId),
  ]);
  const { paymentState, refundedAmount, dispute } = order;
  const isPaid = paymentState === 'paid';
  expect(isPaid || isPayable(paymentState)).toBe(true);
  expect(order.paidAt !== null).toBe(isPaid);
  const outcomes = attempts.map(({ outcome }) => outcome);
  expect(outcomes.filter(isOpenOutcome)).toEqual([]);
  expect(outcomes.filter((outcome) => outcome === 'succeeded')).toHaveLength(isPaid ? 1 : 0);

  const told = (type: string) => events.filter((event) => event.type === type);
  const sum = (type: string) =>
    told(type).reduce((total, { data }) => total + (data as { amount: number }).amount, 0);
  expect(told('payment_succeeded')).toHaveLength(isPaid ? 1 : 0);
  expect(told('payment_failed')).toHaveLength(outcomes.filter((o) => o === 'declined').length);
  expect(sum('refunded') - sum('refund_taken_back')).toBe(refundedAmount);
  await expectOwedOnce(orderId);
  const aboutDisputes = events
    .map(({ type }) => type)
    .filter((type) => /^(dispute|inquiry)_/.test(type));
  expect(aboutDisputes).toEqual([...new Set(aboutDisputes)]);
  expect(aboutDisputes.at(-1) ?? null).toBe(dispute && toldOf[dispute]);
  return { payment: isPaid ? 'paid' : 'unpaid', refundedAmount, dispute };
}
