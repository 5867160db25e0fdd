import { insertAttention } from '@/db/queries/attention';
import { listDisputes, putDispute } from '@/db/queries/disputes';
import { insertToldRefund, listRefunds, setToldRefund } from '@/db/queries/refunds';
import type { Transaction } from '@/db/database';
import {
  findDisputeNews,
  findRefundNews,
  type DisputeNews,
  type DisputeReport,
  type RefundNews,
} from '../../domain/refunds-and-disputes';
import { worstDispute, type DisputeStatus } from '../../domain/order';
import type { OrderEventType } from '../../domain/order-view';
import { tell } from '../../notify/timeline';
import type { Heard } from './heard';

/** What a report tells of refunds and disputes that our tables don't show yet. */
export type MoneyBackNews = {
  refunds: RefundNews[];
  disputes: DisputeNews[];
  /** The worst of all the order's disputes, with what is told now. */
  worst: DisputeStatus | null;
};

export async function findMoneyBackNews(
  tx: Transaction,
  { order: { id: orderId }, report: { refunds, disputes } }: Heard,
): Promise<MoneyBackNews> {
  const knownDisputes = disputes.length > 0 ? await listDisputes(tx, orderId) : [];
  const statuses = [...knownDisputes.filter(isUntold(disputes)), ...disputes];
  return {
    refunds: refunds.length > 0 ? findRefundNews(refunds, await listRefunds(tx, orderId)) : [],
    disputes: findDisputeNews(disputes, knownDisputes),
    worst: worstDispute(statuses.map(({ status }) => status)),
  };
}

const isUntold =
  (told: readonly DisputeReport[]) =>
  ({ stripeDisputeId }: { stripeDisputeId: string }): boolean =>
    !told.some((report) => report.stripeDisputeId === stripeDisputeId);

export const hasNews = ({ refunds, disputes }: MoneyBackNews): boolean =>
  refunds.length > 0 || disputes.length > 0;

/**
 * Writes the news into the two tables, on the timeline, and for staff where money is still owed:
 * after the order's version was raised.
 */
export async function writeMoneyBackNews(
  tx: Transaction,
  { order: { id: orderId }, intent: { id: intentId }, at }: Heard,
  { refunds, disputes }: MoneyBackNews,
): Promise<void> {
  const line = async (event: OrderEventType | null, told: { amount: number; currency: string }) => {
    const { amount, currency } = told;
    if (event) await tell(tx, orderId, event, { amount, currency }, at);
  };
  for (const { id, report, event, isOwed } of refunds) {
    if (id === null) await insertToldRefund(tx, { orderId, intentId }, report, at);
    else await setToldRefund(tx, id, report, at);
    await line(event, report);
    if (!isOwed) continue;
    const { stripeRefundId: cause, amount, currency } = report;
    await insertAttention(tx, { orderId, kind: 'refund_failed', cause, amount, currency }, at);
  }
  for (const { report, event } of disputes) {
    await putDispute(tx, orderId, report, at);
    await line(event, report);
  }
}
