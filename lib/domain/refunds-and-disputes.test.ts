import { describe, expect, it } from 'vitest';
import { disputeOf, refundOf } from '../testing/intent-report';
import { findDisputeNews, findRefundNews, type RefundNews } from './refunds-and-disputes';
import type { DisputeStatus } from './order';
import type { OrderEventType } from './order-view';
import type { RefundStatus, ToldRefundStatus } from './refund';

const row = (status: RefundStatus, given: { stripeRefundId?: string | null } = {}) => ({
  id: 'ours',
  stripeRefundId: 're_1',
  amount: 1000,
  status,
  failureReason: null,
  ...given,
});

describe('news of a refund', () => {
  it.each<[RefundStatus, ToldRefundStatus, OrderEventType | null, RefundNews['promise']]>([
    ['sending', 'pending', 'refund_pending', 'made'],
    ['sending', 'succeeded', 'refunded', 'made'],
    ['unknown', 'succeeded', 'refunded', 'made'],
    ['unknown', 'failed', 'refund_failed', null],
    // It turned up after all: a charge that was given back must be seen.
    ['not_sent', 'succeeded', 'refunded', 'made'],
    ['pending', 'requires_action', null, null],
    ['requires_action', 'pending', null, null],
    ['pending', 'succeeded', 'refunded', null],
    ['pending', 'failed', 'refund_failed', 'broken'],
    ['pending', 'canceled', 'refund_canceled', 'broken'],
    ['succeeded', 'failed', 'refund_taken_back', 'broken'],
    ['requires_action', 'canceled', 'refund_canceled', 'broken'],
  ])('%s, then %s: %s', (before, status, event, promise) => {
    const report = refundOf({ status });
    const isOwed = status === 'failed' || status === 'canceled';
    expect(findRefundNews([report], [row(before)])).toEqual([
      { id: 'ours', report, event, promise, isOwed },
    ]);
  });

  it('is none where all is known', () =>
    expect(findRefundNews([refundOf({ status: 'succeeded' })], [row('succeeded')])).toEqual([]));

  it('is none where a fetch did not ask for refunds', () =>
    expect(findRefundNews([], [row('pending')])).toEqual([]));

  it('is a new row where nobody asked us for it', () => {
    const report = refundOf({ stripeRefundId: 're_2', refundId: null });
    expect(findRefundNews([report], [row('succeeded')])).toEqual([
      { id: null, report, event: 'refunded', promise: 'made', isOwed: false },
    ]);
  });

  it('finds the row that is named, not the one with the same amount', () => {
    const known = [
      { ...row('unknown', { stripeRefundId: null }), id: 'first' },
      { ...row('unknown', { stripeRefundId: null }), id: 'second' },
    ];
    const report = refundOf({ refundId: 'second' });
    expect(findRefundNews([report], known)).toMatchObject([{ id: 'second' }]);
    const foreign = refundOf({ refundId: 'of another order' });
    expect(findRefundNews([foreign], known)).toMatchObject([{ id: null }]);
  });

  it('keeps why one failed, though its status was known', () => {
    const report = refundOf({ status: 'failed', failureReason: 'expired_or_canceled_card' });
    expect(findRefundNews([report], [row('failed')])).toMatchObject([
      { id: 'ours', event: null, promise: null, isOwed: false },
    ]);
  });
});

describe('news of a dispute', () => {
  it.each<[DisputeStatus | null, DisputeStatus, OrderEventType | null]>([
    [null, 'needs_response', 'dispute_opened'],
    [null, 'under_review', 'dispute_opened'],
    [null, 'warning_needs_response', 'inquiry_opened'],
    // Its opening was missed, or comes later: what is over is told as it stands.
    [null, 'won', 'dispute_won'],
    [null, 'prevented', 'dispute_prevented'],
    ['needs_response', 'under_review', 'dispute_changed'],
    ['needs_response', 'won', 'dispute_won'],
    ['under_review', 'lost', 'dispute_lost'],
    ['won', 'appeal_needs_response', 'dispute_changed'],
    ['warning_needs_response', 'warning_under_review', 'dispute_changed'],
    ['warning_needs_response', 'warning_closed', 'inquiry_closed'],
    ['warning_under_review', 'needs_response', 'dispute_opened'],
  ])('%s, then %s: %s', (before, status, event) => {
    const report = disputeOf({ status });
    const known = before === null ? [] : [disputeOf({ status: before })];
    expect(findDisputeNews([report], known)).toEqual([{ report, event }]);
  });

  it('is none where all is known', () =>
    expect(findDisputeNews([disputeOf()], [disputeOf()])).toEqual([]));

  it('is told of its deadline without a line of its own', () =>
    expect(findDisputeNews([disputeOf({ evidenceDueAt: 9 })], [disputeOf()])).toMatchObject([
      { event: null },
    ]));
});
