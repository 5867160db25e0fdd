import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { toDisputeReport, toRefundReport } from './refunds-and-disputes';

const refund = (given: object): Stripe.Refund =>
  ({
    id: 're_1',
    amount: 1000,
    currency: 'eur',
    created: 1_800_000_000,
    metadata: {},
    reason: null,
    status: 'succeeded',
    ...given,
  }) as unknown as Stripe.Refund;

const dispute = (given: object): Stripe.Dispute =>
  ({
    id: 'du_1',
    amount: 4800,
    currency: 'eur',
    created: 1_800_000_000,
    reason: 'fraudulent',
    status: 'needs_response',
    evidence_details: { due_by: 1_800_700_000 },
    ...given,
  }) as unknown as Stripe.Dispute;

describe('a refund in our words', () => {
  it('is told in ms and minor units', () =>
    expect(toRefundReport(refund({ metadata: { refund_id: 'ours' } }))).toEqual({
      stripeRefundId: 're_1',
      refundId: 'ours',
      amount: 1000,
      currency: 'eur',
      reason: 'unstated',
      status: 'succeeded',
      failureReason: null,
      createdAt: 1_800_000_000_000,
    }));

  it('counts as under way where its status is newer than this code, or none', () => {
    for (const status of ['handed_to_a_courier', null]) {
      expect(toRefundReport(refund({ status })).status).toBe('pending');
    }
  });

  it('has no reason that this code does not know', () =>
    expect(toRefundReport(refund({ reason: 'expired_uncaptured_charge' })).reason).toBe(
      'unstated',
    ));

  it('is not guessed at in a currency that no order is in', () =>
    expect(() => toRefundReport(refund({ currency: 'xau' }))).toThrow('re_1 is in xau'));
});

describe('a dispute in our words', () => {
  it.each([
    ['needs_response', 1_800_700_000_000],
    ['warning_needs_response', 1_800_700_000_000],
    ['appeal_needs_response', 1_800_700_000_000],
    ['under_review', null],
    ['won', null],
    ['lost', null],
  ])('that is %s has its evidence due: %s', (status, evidenceDueAt) =>
    expect(toDisputeReport(dispute({ status }))).toMatchObject({ status, evidenceDueAt }),
  );

  it('may have no deadline', () =>
    expect(toDisputeReport(dispute({ evidence_details: { due_by: null } }))).toMatchObject({
      evidenceDueAt: null,
      openedAt: 1_800_000_000_000,
    }));

  it('counts as open where its status is newer than this code', () =>
    expect(toDisputeReport(dispute({ status: 'in_the_post' })).status).toBe('under_review'));
});
