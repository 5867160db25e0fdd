import { listAttempts } from '@/db/queries/attempts';
import { setIntentCanceled, setSecretOut, type Intent } from '@/db/queries/intents';
import { changeOrder, type Order } from '@/db/queries/orders';
import { returnCopy } from '@/db/queries/stock';
import type { Transaction } from '@/db/database';
import type { IntentReport } from '../../domain/intent';
import type { Json } from '../../domain/json';
import { sameMoney } from '../../domain/money';
import { nextPaymentState, type PaymentEvent } from '../../domain/order';
import type { OrderEventType } from '../../domain/order-view';
import { outcomeOf } from '../../domain/outcome';
import { mailWhatChanged } from '../../notify/mail-changes';
import { tell } from '../../notify/timeline';
import { heldNoMore } from './copy';
import { copyAfter, followCopy } from './copy-after-decline';
import { countFailed } from './count-failures';
import type { Heard } from './heard';
import { offSessionDecline, tellOffSessionDecline } from './off-session-decline';
import {
  cancelOtherIntents,
  followLatePayment,
  followSecondPayment,
  isSecondPayment,
  keepPaidCard,
} from './once-paid';
import { changesAttempt, recordOutcome } from './record-outcome';
import { findMoneyBackNews, hasNews, writeMoneyBackNews } from './refunds-and-disputes';

export type Applied = 'changed' | 'same' | 'stale';

type Told = {
  order: Order;
  intent: Intent;
  report: IntentReport;
  /** The attempt whose own call brought the report, if one did. */
  answering: string | null;
};

/**
 * Writes Stripe's word on an intent into its order: attempt, payment state, refunds, disputes and
 * timeline. `stale` says that the order was written meanwhile: fetch again. It may run twice, late,
 * or in any order.
 */
export async function applyReport(
  tx: Transaction,
  { order, intent, report, answering }: Told,
  at: number,
): Promise<Applied> {
  if (!sameMoney(order, report.total)) {
    throw new Error(`order ${order.reference} and ${report.stripeIntentId} differ in amount`);
  }
  const allAttempts = await listAttempts(tx, order.id);
  const attempts = allAttempts.filter(({ intentId }) => intentId === intent.id);
  const outcome = outcomeOf(report, attempts, answering);
  const heard: Heard = { order, intent, report, attempts, allAttempts, outcome, at };
  const paymentState = outcome.event
    ? nextPaymentState(order.paymentState, outcome.event)
    : order.paymentState;
  const isSecond = isSecondPayment(heard);
  // What went back of a second payment is no part of what went back of the order's own.
  const refundedAmount = (isSecond ? null : report.charge?.refundedAmount) ?? order.refundedAmount;
  const moneyBack = await findMoneyBackNews(tx, heard);
  const dispute = moneyBack.worst ?? order.dispute;

  const attemptChanged = changesAttempt(heard);
  const declined = offSessionDecline(heard);
  const nextChargeAt = declined
    ? declined.after.next === 'later'
      ? declined.after.at
      : null
    : order.nextChargeAt;
  const copy = await copyAfter(tx, heard, { paymentState, nextChargeAt });
  const isSame =
    !attemptChanged &&
    // A refund that is pending or has failed may leave the charge's sum as it was.
    !hasNews(moneyBack) &&
    copy.is === 'kept' &&
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
        ...(paymentState === 'paid' && order.paidAt === null && { paidAt: at, nextChargeAt: null }),
        ...(declined && { nextChargeAt }),
        ...(copy.is === 'returned' && heldNoMore),
      },
      at,
    );
    // Before anything else is written: an attempt whose outcome was recorded for an order that was
    // not written would make the next look believe that its news was old.
    if (!isFirst) return 'stale';
  }
  if (paymentState === 'paid' && order.paymentState !== 'paid') await followLatePayment(tx, heard);
  if (copy.is === 'returned') await returnCopy(tx, order.productId);
  if (attemptChanged) await recordOutcome(tx, heard);
  // Whoever waits for the bank with its buyer gives them the secret next.
  if (report.status === 'requires_action') await setSecretOut(tx, intent.id);
  await countFailed(tx, heard);
  if (outcome.event && (paymentState !== order.paymentState || attemptChanged)) {
    const type = isSecond ? 'charged_twice' : timelineTypes[outcome.event];
    await tell(tx, order.id, type, timelineData(report), at);
  }
  await followCopy(tx, heard, copy);
  if (declined) await tellOffSessionDecline(tx, heard, declined);
  await writeMoneyBackNews(tx, heard, moneyBack);
  const { refunds } = moneyBack;
  await mailWhatChanged(tx, order, { paymentState, refundedAmount, refunds }, report, at);
  if (report.status === 'canceled') await setIntentCanceled(tx, intent.id, at);
  if (isSecond) await followSecondPayment(tx, heard);
  if (report.status === 'succeeded') {
    await keepPaidCard(tx, heard);
    if (!isSecond) await cancelOtherIntents(tx, heard);
  }
  return isSame ? 'same' : 'changed';
}

const timelineTypes: Record<PaymentEvent, OrderEventType> = {
  payment_scheduled: 'payment_scheduled',
  off_session_started: 'attempt_started',
  off_session_not_sent: 'payment_not_sent',
  payment_started: 'attempt_started',
  authentication_required: 'authentication_required',
  processing_started: 'processing_started',
  payment_failed: 'payment_failed',
  payment_not_sent: 'payment_not_sent',
  payment_succeeded: 'payment_succeeded',
  order_canceled: 'order_canceled',
};

const timelineData = ({ failure, card, status }: IntentReport): Json => ({
  ...(card && { brand: card.brand, last4: card.last4 }),
  ...(failure &&
    status !== 'succeeded' && { code: failure.code, declineCode: failure.declineCode }),
});
