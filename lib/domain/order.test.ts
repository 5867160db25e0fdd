import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  disputeStatuses,
  isCancelable,
  isMoving,
  isPayable,
  isPayableNow,
  nextPaymentState,
  orderLabel,
  paymentEvents,
  paymentStates,
  takesCard,
  worstDispute,
  type DisputeStatus,
  type OrderLabel,
  type PaymentEvent,
  type PaymentState,
} from './order';

// Written out by hand, line by line: what an unpaid order makes of each event.
const unpaid: Record<PaymentEvent, PaymentState> = {
  payment_scheduled: 'scheduled',
  off_session_started: 'scheduled',
  off_session_not_sent: 'scheduled',
  payment_started: 'awaiting_payment',
  authentication_required: 'authenticating',
  processing_started: 'processing',
  payment_failed: 'declined',
  payment_not_sent: 'awaiting_payment',
  payment_succeeded: 'paid',
  order_canceled: 'canceled',
};
const always = (state: PaymentState): Record<PaymentEvent, PaymentState> => ({
  payment_scheduled: state,
  off_session_started: state,
  off_session_not_sent: state,
  payment_started: state,
  authentication_required: state,
  processing_started: state,
  payment_failed: state,
  payment_not_sent: state,
  payment_succeeded: state,
  order_canceled: state,
});
const table: Record<PaymentState, Record<PaymentEvent, PaymentState>> = {
  scheduled: unpaid,
  awaiting_payment: unpaid,
  authenticating: unpaid,
  processing: unpaid,
  declined: unpaid,
  paid: always('paid'),
  canceled: { ...always('canceled'), payment_succeeded: 'paid' },
};

describe('the payment state', () => {
  it.each(
    paymentStates.flatMap((from) =>
      paymentEvents.map((event) => [from, event, table[from][event]] as const),
    ),
  )('%s, %s: %s', (from, event, to) => expect(nextPaymentState(from, event)).toBe(to));

  const history = fc.array(fc.constantFrom(...paymentEvents), { maxLength: 30 });
  const after = (from: PaymentState, events: readonly PaymentEvent[]) =>
    events.reduce(nextPaymentState, from);

  it('is paid for good once it is paid', () =>
    fc.assert(
      fc.property(fc.constantFrom(...paymentStates), history, history, (from, before, later) => {
        const paid = nextPaymentState(after(from, before), 'payment_succeeded');
        expect(paid).toBe('paid');
        expect(after(paid, later)).toBe('paid');
      }),
    ));

  it('leaves canceled for a charge only', () =>
    fc.assert(
      fc.property(history, (events) => {
        const isCharged = events.includes('payment_succeeded');
        expect(after('canceled', events)).toBe(isCharged ? 'paid' : 'canceled');
      }),
    ));
});

it.each([
  ['scheduled', false, false],
  ['awaiting_payment', true, true],
  ['authenticating', true, true],
  ['processing', false, true],
  ['paid', false, false],
  ['declined', true, false],
  ['canceled', false, false],
] as const)('%s: may be paid %s, will change by itself %s', (state, payable, moving) => {
  expect(isPayable(state)).toBe(payable);
  expect(isMoving(state)).toBe(moving);
});

describe('a pre-order', () => {
  const of = (paymentState: PaymentState, scheduledCardId: string | null, isPreorder = true) => ({
    paymentState,
    scheduledCardId,
    isPreorder,
  });
  it('is not paid before a card was set up for it, nor before its charge was tried', () => {
    expect(isPayableNow(of('awaiting_payment', null))).toBe(false);
    expect(isPayableNow(of('scheduled', 'card'))).toBe(false);
    expect(isPayableNow(of('declined', 'card'))).toBe(true);
    expect(isPayableNow(of('awaiting_payment', 'card'))).toBe(true);
    expect(isPayableNow(of('awaiting_payment', null, false))).toBe(true);
  });
  it('takes a card until its charge was tried', () => {
    expect(paymentStates.filter((state) => takesCard(of(state, 'card')))).toEqual(['scheduled']);
    expect(takesCard(of('awaiting_payment', null))).toBe(true);
    expect(paymentStates.some((state) => takesCard(of(state, null, false)))).toBe(false);
  });
  it('can be given up until it is charged', () =>
    expect(paymentStates.filter(isCancelable)).toEqual([
      'scheduled',
      'awaiting_payment',
      'authenticating',
      'declined',
    ]));
});

describe('the worst of several disputes', () => {
  it('is null where there is none', () => expect(worstDispute([])).toBeNull());

  it('does not depend on their order', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray([...disputeStatuses], { minLength: 1 }), (some) => {
        const worst = worstDispute(some);
        expect(some).toContain(worst);
        expect(worst).toBe(worstDispute([...some].reverse()));
        expect(some.every((s) => rank(s) >= rank(worst as DisputeStatus))).toBe(true);
      }),
    ));

  const rank = (status: DisputeStatus) => disputeStatuses.indexOf(status);

  it('puts one that is open before one that was won', () =>
    expect(worstDispute(['won', 'needs_response'])).toBe('needs_response'));
});

describe('what people read of an order', () => {
  const total = { amount: 4800, currency: 'eur' } as const;
  const open: readonly DisputeStatus[] = [
    'needs_response',
    'appeal_needs_response',
    'under_review',
    'appeal_under_review',
    'warning_needs_response',
    'warning_under_review',
  ];
  const expected = (
    paymentState: PaymentState,
    refundedAmount: number,
    dispute: DisputeStatus | null,
  ): OrderLabel => {
    if (paymentState !== 'paid') return paymentState;
    if (dispute === 'lost') return 'dispute_lost';
    if (dispute && open.includes(dispute)) return 'disputed';
    if (refundedAmount === total.amount) return 'refunded';
    return refundedAmount === 0 ? 'paid' : 'partially_refunded';
  };
  const combinations = paymentStates.flatMap((paymentState) =>
    [0, 1, 4799, 4800].flatMap((refundedAmount) =>
      [null, ...disputeStatuses].map((dispute) => ({ paymentState, refundedAmount, dispute })),
    ),
  );

  it.each(combinations)('$paymentState, $refundedAmount of 4800 back, dispute $dispute', (order) =>
    expect(orderLabel({ ...order, total })).toBe(
      expected(order.paymentState, order.refundedAmount, order.dispute),
    ),
  );

  it.each(['won', 'warning_closed', 'prevented'] as const)(
    'a dispute that is %s leaves no mark',
    (dispute) =>
      expect(orderLabel({ paymentState: 'paid', total, refundedAmount: 0, dispute })).toBe('paid'),
  );
});
