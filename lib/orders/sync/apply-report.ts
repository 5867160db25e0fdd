import { listAttempts } from '@/db/queries/attempts';
import { endIntent, type Intent } from '@/db/queries/intents';
import { changeOrder, type Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import type { Json } from '../../domain/json';
import type { IntentReport } from '../../domain/intent';
import { sameMoney } from '../../domain/money';
import { nextPaymentState, type PaymentEvent } from '../../domain/order';
import type { OrderEventType } from '../../domain/order-view';
import { settle } from '../../domain/outcome';
import { declinedAway, tellDeclinedAway } from './off-session-decline';
import { findLedgerNews, hasNews, writeLedgerNews } from './refunds-and-disputes';
import { countFailed } from './count-failures';
import { keepPaidCard } from './once-paid';
import { takeCopyLate } from './late-copy';
import { mailWhatChanged } from '../../notify/mail-changes';
import { cancelOtherIntents } from './other-intents';
import { changesAttempt, settleAttempt } from './record-outcome';
import { tell } from '../../notify/timeline';

export type Applied = 'changed' | 'same' | 'stale';

/**
 * Writes Stripe's word on an intent into its order: attempt, payment state, refund ledger, dispute
 * and timeline. `stale` says that the order was written meanwhile: fetch again. It may run twice,
 * late, or in any order. `answering` names the attempt whose own call brought the report.
 */
export async function applyReport(
  tx: Transaction,
  { order, intent }: { order: Order; intent: Intent },
  report: IntentReport,
  answering: string | null,
  at: number,
): Promise<Applied> {
  if (!sameMoney(order, report.total)) {
    throw new Error(`order ${order.reference} and ${report.stripeIntentId} differ in amount`);
  }
  const all = await listAttempts(tx, order.id);
  const attempts = all.filter((a) => a.intentId === intent.id);
  const settlement = settle(report, attempts, answering);
  const paymentState = settlement.event
    ? nextPaymentState(order.paymentState, settlement.event)
    : order.paymentState;
  const refundedAmount = report.charge?.refundedAmount ?? order.refundedAmount;
  const ledger = await findLedgerNews(tx, order.id, report);
  const dispute = ledger.worst ?? order.dispute;

  const attemptChanged = changesAttempt(settlement, attempts);
  const declined = declinedAway(order, all, settlement, at);
  const isSame =
    !attemptChanged &&
    // A refund that is pending or has failed may leave the charge's sum as it was.
    !hasNews(ledger) &&
    paymentState === order.paymentState &&
    refundedAmount === order.refundedAmount &&
    dispute === order.dispute;
  if (!isSame) {
    const isFirst = await changeOrder(
      tx,
      order,
      {
        paymentState,
        refundedAmount,
        dispute,
        ...(paymentState === 'paid' && order.paidAt === null && paidColumns(order, at)),
        ...(declined && {
          nextChargeAt: declined.after.next === 'later' ? declined.after.at : null,
        }),
      },
      at,
    );
    // Before anything else is written: an attempt that was settled for an order that was not would
    // make the next look believe that its news was old.
    if (!isFirst) return 'stale';
  }
  if (paymentState === 'paid' && order.paymentState !== 'paid') await takeCopyLate(tx, order, at);
  if (attemptChanged) await settleAttempt(tx, order, intent, settlement, report, at);
  await countFailed(tx, order, attempts, settlement, report, at);
  if (settlement.event && (paymentState !== order.paymentState || attemptChanged)) {
    await tell(tx, order.id, timelineType(settlement.event), timelineData(report), at);
  }
  if (declined) await tellDeclinedAway(tx, order, declined, at);
  await writeLedgerNews(tx, order.id, ledger, at);
  await mailWhatChanged(tx, order, { paymentState, refundedAmount }, report, at);
  if (report.status === 'canceled') await endIntent(tx, intent.id, at);
  if (report.status === 'succeeded') {
    await keepPaidCard(tx, order, report, at);
    await cancelOtherIntents(tx, order.id, intent.id, at);
  }
  return isSame ? 'same' : 'changed';
}

/** The goods of a pre-order leave when the money is there, and not before. */
const paidColumns = (order: Order, at: number) => ({
  paidAt: at,
  nextChargeAt: null,
  ...(order.isPreorder && { shippedAt: at }),
});

const timelineTypes: Record<PaymentEvent, OrderEventType> = {
  payment_scheduled: 'payment_scheduled',
  charge_started: 'attempt_started',
  charge_not_sent: 'payment_not_sent',
  payment_started: 'attempt_started',
  authentication_required: 'authentication_required',
  processing_started: 'processing_started',
  payment_failed: 'payment_failed',
  payment_not_sent: 'payment_not_sent',
  payment_succeeded: 'payment_succeeded',
  order_canceled: 'order_canceled',
};
const timelineType = (event: PaymentEvent): OrderEventType => timelineTypes[event];

const timelineData = ({ failure, card, status }: IntentReport): Json => ({
  ...(card && { brand: card.brand, last4: card.last4 }),
  ...(failure &&
    status !== 'succeeded' && { code: failure.code, declineCode: failure.declineCode }),
});
