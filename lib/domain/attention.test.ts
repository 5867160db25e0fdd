import { describe, expect, it } from 'vitest';
import { isSettled, type AttentionKind } from './attention';
import type { DisputeStatus } from './order';
import type { RefundStatus } from './refund';

const SINCE = 10_000;
const owed = (kind: AttentionKind, cause: string) =>
  ({ kind, cause, total: { amount: 1000, currency: 'eur' }, since: SINCE }) as const;
const refund = (
  given: { id?: string; amount?: number; status?: RefundStatus; at?: number; of?: string } = {},
) => ({
  stripeRefundId: given.id ?? 're_new',
  amount: given.amount ?? 1000,
  status: given.status ?? 'succeeded',
  createdAt: given.at ?? SINCE + 5000,
  stripeIntentId: given.of ?? 'pi_1',
});
const failed = refund({ id: 're_failed', status: 'failed', at: 0 });

type Money = Parameters<typeof isSettled>[1];
const now = (given: Partial<Money> = {}): Money => ({
  refundedAmount: 0,
  dispute: null,
  refunds: [],
  ...given,
});

describe('a refund that failed', () => {
  const settled = (...later: ReturnType<typeof refund>[]) =>
    isSettled(owed('refund_failed', 're_failed'), now({ refunds: [failed, ...later] }));

  it('is owed until as much was sent anew from the same payment', () => {
    expect(settled()).toBe(false);
    expect(settled(refund({ amount: 999 }))).toBe(false);
    expect(settled(refund({ amount: 400 }), refund({ amount: 600, status: 'pending' }))).toBe(true);
    expect(settled(refund({ of: 'pi_2' }))).toBe(false);
  });

  it('is not made good by one from before, or by one that fails too', () => {
    expect(settled(refund({ at: SINCE - 1000 }))).toBe(false);
    // Stripe cuts the milliseconds off.
    expect(settled(refund({ at: SINCE - 999 }))).toBe(true);
    for (const status of ['failed', 'canceled', 'not_sent', 'sending', 'unknown'] as const) {
      expect(settled(refund({ status }))).toBe(false);
    }
  });
});

describe('a payment that came too late', () => {
  it.each(['oversold', 'charged_after_cancel'] as const)(
    '%s: until all of it went back',
    (kind) => {
      const settled = (refundedAmount: number, dispute: DisputeStatus | null = null) =>
        isSettled(owed(kind, 'pi_1'), now({ refundedAmount, dispute }));
      expect(settled(0)).toBe(false);
      expect(settled(999)).toBe(false);
      expect(settled(1000)).toBe(true);
      // The bank gave it back.
      expect(settled(0, 'lost')).toBe(true);
      expect(settled(0, 'needs_response')).toBe(false);
    },
  );
});

it('a second payment is owed until it went back itself, whatever went back of the first', () => {
  const settled = (given: Partial<Money>) => isSettled(owed('charged_twice', 'pi_2'), now(given));
  expect(settled({ refundedAmount: 1000, refunds: [refund()], dispute: 'lost' })).toBe(false);
  expect(settled({ refunds: [refund({ of: 'pi_2', amount: 900 })] })).toBe(false);
  expect(settled({ refunds: [refund({ of: 'pi_2' })] })).toBe(true);
});
