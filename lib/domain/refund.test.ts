import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRefundNews, type RefundReport } from './refunds-and-disputes';
import { currencies, type Currency } from './money';
import {
  findRefundFault,
  isSameRefund,
  refundableAmount,
  type RefundStatus,
  type ToldRefundStatus,
} from './refund';

describe('what may still be given back', () => {
  const order = { amount: 4800, refundedAmount: 0 };

  it.each<[RefundStatus, number]>([
    ['sending', 3800],
    ['unknown', 3800],
    ['pending', 3800],
    ['requires_action', 3800],
    ['succeeded', 3800],
    ['not_sent', 4800],
    ['failed', 4800],
    ['canceled', 4800],
  ])('beside a refund that is %s', (status, rest) =>
    expect(refundableAmount(order, [{ amount: 1000, status }])).toBe(rest),
  );

  it('counts what Stripe has given back, though we know no refund of it', () =>
    expect(refundableAmount({ amount: 4800, refundedAmount: 4000 }, [])).toBe(800));

  it('counts a refund that Stripe has counted once', () =>
    expect(
      refundableAmount({ amount: 4800, refundedAmount: 1000 }, [
        { amount: 1000, status: 'succeeded' },
        { amount: 500, status: 'sending' },
      ]),
    ).toBe(3300));
});

describe('an amount that may not be given back', () => {
  it.each([
    [1, 'eur', 4800, null],
    [4800, 'eur', 4800, null],
    [4801, 'eur', 4800, 'too_large'],
    [0, 'eur', 4800, 'not_positive'],
    [-1, 'eur', 4800, 'not_positive'],
    [0.5, 'eur', 4800, 'not_positive'],
    [Number.NaN, 'eur', 4800, 'not_positive'],
    [1, 'jpy', 7200, null],
    [10, 'kwd', 14_500, null],
    [11, 'kwd', 14_500, 'wrong_last_digit'],
    [14_500, 'kwd', 14_500, null],
    [14_510, 'kwd', 14_500, 'too_large'],
    [1, 'eur', 0, 'nothing_left'],
    [0, 'eur', 0, 'nothing_left'],
    [1, 'eur', -100, 'nothing_left'],
  ] as const)('%d %s of %d: %s', (amount, currency, rest, fault) =>
    expect(findRefundFault({ amount, currency }, rest)).toBe(fault),
  );
});

describe('the same request again', () => {
  const known = {
    orderId: 'order',
    amount: 1000,
    status: 'pending',
    reason: 'duplicate',
  } as const;
  const asked = { orderId: 'order', amount: 1000, reason: 'duplicate' } as const;

  it.each([
    ['asks for the same', asked, known, 3800, true],
    ['asks for another order', { ...asked, orderId: 'other' }, known, 3800, false],
    ['asks for another amount', { ...asked, amount: 1001 }, known, 3800, false],
    ['gives another reason', { ...asked, reason: 'unstated' }, known, 3800, false],
    ['asks for the rest, of which it was a part', { ...asked, amount: null }, known, 3800, false],
    ['asks for the rest, as it did before', { ...asked, amount: null }, known, 0, true],
    [
      'asks for the rest, which it gave back to no one',
      { ...asked, amount: null },
      { ...known, status: 'failed' },
      1000,
      true,
    ],
  ] as const)('%s', (_what, request, row, rest, isSame) =>
    expect(isSameRefund(row, request, rest)).toBe(isSame),
  );
});

type Known = {
  id: string;
  stripeRefundId: string | null;
  amount: number;
  status: RefundStatus;
  failureReason: null;
};

/** A shop and its Stripe: each step is what the one or the other does. */
class Model {
  known: Known[] = [];
  atStripe: RefundReport[] = [];
  refundedAmount = 0;
  refusals = 0;
  /** Calls that are out, by the refund that they ask for. */
  private out = new Set<string>();
  private spent = new Set<string>();

  constructor(
    readonly paid: number,
    readonly currency: Currency,
  ) {}

  ask(asked: number | null): void {
    const rest = refundableAmount({ amount: this.paid, ...this }, this.known);
    const amount = asked ?? rest;
    if (findRefundFault({ amount, currency: this.currency }, rest)) return;
    const id = `ours ${this.known.length}`;
    this.known.push({ id, stripeRefundId: null, amount, status: 'sending', failureReason: null });
    this.out.add(id);
  }

  makeInDashboard(amount: number): void {
    if (amount > 0 && amount <= this.leftAtStripe()) this.make(null, amount);
  }

  arrive(row: Known): void {
    if (!this.out.delete(row.id) || this.spent.has(row.id)) return;
    if (row.amount <= this.leftAtStripe()) this.make(row.id, row.amount);
    else {
      this.refusals++;
      row.status = 'not_sent';
    }
  }

  lose(row: Known): void {
    if (row.status === 'sending') row.status = 'unknown';
  }

  fence(row: Known): void {
    const isUnanswered = row.status === 'sending' || row.status === 'unknown';
    if (!isUnanswered || !this.out.has(row.id)) return;
    this.spent.add(row.id);
    row.status = 'not_sent';
  }

  end(at: number, status: ToldRefundStatus): void {
    const refund = this.atStripe[at];
    const may: Record<string, readonly string[]> = {
      pending: ['succeeded', 'failed', 'canceled'],
      succeeded: ['failed'],
    };
    if (refund && may[refund.status]?.includes(status)) this.atStripe[at] = { ...refund, status };
  }

  tell(): void {
    for (const { id, report } of findRefundNews(this.atStripe, this.known)) {
      const { stripeRefundId, amount, status } = report;
      const told = { stripeRefundId, amount, status, failureReason: null };
      const row = this.known.find((known) => known.id === id);
      if (row) Object.assign(row, told);
      else this.known.push({ ...told, id: `theirs ${stripeRefundId}` });
    }
    this.refundedAmount = this.paid - this.leftAtStripe();
  }

  finish(): void {
    this.known.forEach((row) => this.arrive(row));
    this.tell();
  }

  private leftAtStripe(): number {
    const given = this.atStripe.filter(({ status }) => !['failed', 'canceled'].includes(status));
    return given.reduce((left, { amount }) => left - amount, this.paid);
  }

  private make(refundId: string | null, amount: number): void {
    const status = this.atStripe.length % 2 ? ('pending' as const) : ('succeeded' as const);
    const stripeRefundId = `re_${this.atStripe.length}`;
    const rest = { reason: 'unstated' as const, failureReason: null, createdAt: 0 };
    const { currency } = this;
    this.atStripe.push({ stripeRefundId, refundId, amount, currency, status, ...rest });
  }
}

type Step = readonly ['ask' | 'dashboard' | 'arrive' | 'lose' | 'fence' | 'end' | 'tell', number];

const step = (kinds: readonly Step[0][]) =>
  fc.tuple(fc.constantFrom(...kinds), fc.nat({ max: 40 })) as fc.Arbitrary<Step>;

const ends = ['succeeded', 'failed', 'canceled'] as const;

function play(model: Model, [kind, n]: Step): void {
  const unit = model.currency === 'kwd' ? 10 : 1;
  const row = model.known[n % Math.max(model.known.length, 1)];
  if (kind === 'ask') model.ask(n === 0 ? null : n * unit);
  else if (kind === 'dashboard') model.makeInDashboard(n * unit);
  else if (kind === 'tell') model.tell();
  else if (kind === 'end') {
    const at = Math.floor(n / 3) % Math.max(model.atStripe.length, 1);
    model.end(at, ends[n % 3] ?? 'failed');
  } else if (row) model[kind](row);
}

const order = fc.record({
  units: fc.integer({ min: 20, max: 60 }),
  currency: fc.constantFrom(...currencies),
});
const modelOf = ({ units, currency }: { units: number; currency: Currency }) =>
  new Model(currency === 'kwd' ? units * 10 : units, currency);

const sum = (amounts: readonly { amount: number }[]) =>
  amounts.reduce((total, { amount }) => total + amount, 0);

describe('any sequence of refunds', () => {
  const ours = ['ask', 'arrive', 'lose', 'fence', 'end', 'tell'] as const;

  it('promises never more than was paid, and Stripe never refuses one of ours', () =>
    fc.assert(
      fc.property(order, fc.array(step(ours), { maxLength: 60 }), (given, steps) => {
        const model = modelOf(given);
        for (const each of steps) {
          play(model, each);
          const rest = refundableAmount({ amount: model.paid, ...model }, model.known);
          expect(rest).toBeGreaterThanOrEqual(0);
          expect(model.refusals).toBe(0);
        }
      }),
      { numRuns: 500 },
    ));

  it('and some in the Dashboard end in books that agree with Stripe', () =>
    fc.assert(
      fc.property(order, fc.array(step([...ours, 'dashboard']), { maxLength: 60 }), (g, steps) => {
        const model = modelOf(g);
        for (const each of steps) play(model, each);
        model.finish();
        const standing = model.known.filter(
          ({ status }) => !['failed', 'canceled', 'not_sent'].includes(status),
        );
        expect(sum(standing)).toBe(model.refundedAmount);
        expect(model.refundedAmount).toBeLessThanOrEqual(model.paid);
        const rest = refundableAmount({ amount: model.paid, ...model }, model.known);
        expect(rest).toBe(model.paid - model.refundedAmount);
        // Each that Stripe has is one row, and equal ones are not taken for one another.
        const ids = model.known.flatMap(({ stripeRefundId }) => stripeRefundId ?? []);
        expect(ids.toSorted()).toEqual(model.atStripe.map((r) => r.stripeRefundId).toSorted());
        // What was left can be given back to the last unit, and nothing after it.
        model.ask(null);
        model.finish();
        expect(model.refundedAmount).toBe(model.paid);
      }),
      { numRuns: 500 },
    ));
});
