import type { AttemptOutcome } from './attempt';
import type { Currency } from './money';
import type { RefundStatus } from './refund';

/** What came in and went back in one currency. Amounts in minor units. */
export type Sums = {
  /** Payments that succeeded, one that an order was charged twice with included. */
  paidCount: number;
  paidAmount: number;
  /** Refunds that Stripe made and that did not fail. */
  refundedCount: number;
  refundedAmount: number;
  /** Payments that were declined. */
  failedCount: number;
};

export type DaySums = Sums & { day: string; currency: Currency };

export const noSums: Sums = {
  paidCount: 0,
  paidAmount: 0,
  refundedCount: 0,
  refundedAmount: 0,
  failedCount: 0,
};

export const plus = (a: Sums, b: Sums): Sums => ({
  paidCount: a.paidCount + b.paidCount,
  paidAmount: a.paidAmount + b.paidAmount,
  refundedCount: a.refundedCount + b.refundedCount,
  refundedAmount: a.refundedAmount + b.refundedAmount,
  failedCount: a.failedCount + b.failedCount,
});

const names = Object.keys(noSums) as (keyof Sums)[];

export const isNothing = (sums: Sums): boolean => names.every((name) => sums[name] === 0);

/** What an attempt that ended so counts for; null where it says nothing of money. */
export function sumsOfAttempt(outcome: AttemptOutcome, amount: number): Sums | null {
  if (outcome === 'succeeded') return { ...noSums, paidCount: 1, paidAmount: amount };
  return outcome === 'declined' ? { ...noSums, failedCount: 1 } : null;
}

/** Statuses of a refund whose amount has left the payment, as Stripe's own sum counts it. */
export const givenStatuses = [
  'pending',
  'requires_action',
  'succeeded',
] as const satisfies readonly RefundStatus[];

/** What a refund counts for as it stands. One that fails or is canceled counts for nothing any more. */
export const sumsOfRefund = ({ status, amount }: { status: RefundStatus; amount: number }): Sums =>
  (givenStatuses as readonly RefundStatus[]).includes(status)
    ? { ...noSums, refundedCount: 1, refundedAmount: amount }
    : noSums;

/** What has to be added where something counted for `before` and counts for `after` now. */
export const difference = (before: Sums, after: Sums): Sums => ({
  paidCount: after.paidCount - before.paidCount,
  paidAmount: after.paidAmount - before.paidAmount,
  refundedCount: after.refundedCount - before.refundedCount,
  refundedAmount: after.refundedAmount - before.refundedAmount,
  failedCount: after.failedCount - before.failedCount,
});

/** Together, by currency, in the order of its letters. */
export function byCurrency(days: readonly DaySums[]): (Sums & { currency: Currency })[] {
  const all = new Map<Currency, Sums>();
  for (const { currency, ...day } of days) {
    all.set(currency, plus(all.get(currency) ?? noSums, day));
  }
  return [...all]
    .map(([currency, sums]) => ({ currency, ...sums }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

const keyOf = ({ day, currency }: DaySums): string => `${day} ${currency}`;

/** Where two lists of sums differ, one sentence each. A row of nothing and no row are the same. */
export function differingSums(kept: readonly DaySums[], derived: readonly DaySums[]): string[] {
  const left = new Map(kept.map((sums) => [keyOf(sums), sums]));
  const right = new Map(derived.map((sums) => [keyOf(sums), sums]));
  return [...new Set([...left.keys(), ...right.keys()])].sort().flatMap((key) => {
    const [ours, theirs] = [left.get(key) ?? noSums, right.get(key) ?? noSums];
    const faults = names.filter((name) => ours[name] !== theirs[name]);
    return faults.length === 0
      ? []
      : [
          `${key}: ${faults.map((name) => `${name} is ${ours[name]}, the rows say ${theirs[name]}`).join('; ')}`,
        ];
  });
}
