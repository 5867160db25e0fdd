import { describe, expect, it } from 'vitest';
import { disputeOf, refundOf } from '../testing/intent-report';
import { findDisputeNews, findRefundNews } from './refunds-and-disputes';
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
  it.each<[RefundStatus, ToldRefundStatus, OrderEventType | null]>([
    ['sending', 'pending', 'refund_pending'],
    ['sending', 'succeeded', 'refunded'],
    ['unknown', 'succeeded', 'refunded'],
    ['unknown', 'failed', 'refund_failed'],
    // It turned up after all: a charge that was given back must be seen.
    ['not_sent', 'succeeded', 'refunded'],
    ['pending', 'requires_action', null],
    ['requires_action', 'pending', null],
    ['pending', 'succeeded', 'refunded'],
    ['pending', 'failed', 'refund_failed'],
    ['pending', 'canceled', 'refund_canceled'],
    ['succeeded', 'failed', 'refund_taken_back'],
    ['requires_action', 'canceled', 'refund_canceled'],
  ])('%s, then %s: %s', (before, status, event) => {
    const report = refundOf({ status });
    expect(findRefundNews([report], [row(before)])).toEqual([{ id: 'ours', report, event }]);
  });

  it('is none where all is known', () =>
    expect(findRefundNews([refundOf({ status: 'succeeded' })], [row('succeeded')])).toEqual([]));

  it('is none where a fetch did not ask for refunds', () =>
    expect(findRefundNews([], [row('pending')])).toEqual([]));

  it('is a new row where nobody asked us for it', () => {
    const report = refundOf({ stripeRefundId: 're_2', refundId: null });
    expect(findRefundNews([report], [row('succeeded')])).toEqual([
      { id: null, report, event: 'refunded' },
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
    expect(findRefundNews([report], [row('failed')])).toMatchObject([{ id: 'ours', event: null }]);
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
