import type { Money } from './money';
import type { DisputeStatus } from './order';
import type { OrderEventType } from './order-view';
import type { RefundReason, RefundStatus, ToldRefundStatus } from './refund';

/** A refund as Stripe tells of it. Times are in ms. */
export type RefundReport = Money & {
  stripeRefundId: string;
  /** Ours, from the metadata that it was asked for with; null for one of Stripe's Dashboard. */
  refundId: string | null;
  reason: RefundReason;
  status: ToldRefundStatus;
  failureReason: string | null;
  createdAt: number;
};

/** A dispute as Stripe tells of it. Times are in ms. */
export type DisputeReport = Money & {
  stripeDisputeId: string;
  /** Stripe's word, such as `fraudulent` or `product_not_received`. */
  reason: string;
  status: DisputeStatus;
  /** Until when evidence counts; null where none is asked for. */
  evidenceDueAt: number | null;
  openedAt: number;
};

type KnownRefund = {
  id: string;
  stripeRefundId: string | null;
  amount: number;
  status: RefundStatus;
  failureReason: string | null;
};

/** News of a refund: `id` is the row that it changes, null for one that we have no row of yet. */
export type RefundNews = {
  id: string | null;
  report: RefundReport;
  event: OrderEventType | null;
  /** What its buyer has to be told: that money goes back, or that it does not after all. */
  promise: 'made' | 'broken' | null;
  /** It has just ended without giving anything back. */
  isOwed: boolean;
};

export type DisputeNews = { report: DisputeReport; event: OrderEventType | null };

/** Compares what Stripe tells of an order's refunds with what is known. Told twice, it is no news. */
export const findRefundNews = (
  told: readonly RefundReport[],
  known: readonly KnownRefund[],
): RefundNews[] =>
  told.flatMap((report) => {
    const row = rowOf(report, known);
    const isKnown =
      row?.stripeRefundId === report.stripeRefundId &&
      row.status === report.status &&
      row.amount === report.amount &&
      row.failureReason === report.failureReason;
    if (isKnown) return [];
    const before = row?.status ?? null;
    const { status } = report;
    return [
      {
        id: row?.id ?? null,
        report,
        event: refundEvent(before, status),
        promise: promiseOf(before, status),
        isOwed: before !== status && isBroken(status),
      },
    ];
  });

// By Stripe's id or by ours, never by amount: two equal refunds are two.
const rowOf = (report: RefundReport, known: readonly KnownRefund[]): KnownRefund | undefined =>
  known.find(({ stripeRefundId }) => stripeRefundId === report.stripeRefundId) ??
  known.find(({ id, stripeRefundId }) => id === report.refundId && stripeRefundId === null);

const isPromised = (status: RefundStatus | null): boolean =>
  isUnderWay(status) || status === 'succeeded';

const isBroken = (status: RefundStatus): boolean => status === 'failed' || status === 'canceled';

/** Stripe counts a refund as given back while it is under way, and so its buyer is told of it then. */
function promiseOf(before: RefundStatus | null, now: ToldRefundStatus): RefundNews['promise'] {
  if (isBroken(now)) return isPromised(before) ? 'broken' : null;
  return isPromised(before) ? null : 'made';
}

const isUnderWay = (status: RefundStatus | null): boolean =>
  status === 'pending' || status === 'requires_action';

function refundEvent(before: RefundStatus | null, now: ToldRefundStatus): OrderEventType | null {
  if (before === now) return null;
  switch (now) {
    case 'pending':
    case 'requires_action':
      return isUnderWay(before) ? null : 'refund_pending';
    case 'succeeded':
      return 'refunded';
    case 'failed':
      return before === 'succeeded' ? 'refund_taken_back' : 'refund_failed';
    case 'canceled':
      return 'refund_canceled';
  }
}

/** Compares what Stripe tells of an order's disputes with what is known. Told twice, it is no news. */
export const findDisputeNews = (
  told: readonly DisputeReport[],
  known: readonly DisputeReport[],
): DisputeNews[] =>
  told.flatMap((report) => {
    const row = known.find(({ stripeDisputeId }) => stripeDisputeId === report.stripeDisputeId);
    const isKnown =
      row?.status === report.status &&
      row.amount === report.amount &&
      row.reason === report.reason &&
      row.evidenceDueAt === report.evidenceDueAt;
    return isKnown ? [] : [{ report, event: disputeEvent(row?.status ?? null, report.status) }];
  });

const isInquiry = (status: DisputeStatus): boolean => status.startsWith('warning_');

function disputeEvent(before: DisputeStatus | null, now: DisputeStatus): OrderEventType | null {
  if (before === now) return null;
  switch (now) {
    case 'won':
      return 'dispute_won';
    case 'lost':
      return 'dispute_lost';
    case 'warning_closed':
      return 'inquiry_closed';
    case 'prevented':
      return 'dispute_prevented';
    default:
      if (before === null) return isInquiry(now) ? 'inquiry_opened' : 'dispute_opened';
      // The bank asked first, and now takes the money.
      return isInquiry(before) && !isInquiry(now) ? 'dispute_opened' : 'dispute_changed';
  }
}
