import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureWith, reportOf } from '../testing/intent-report';
import { attemptOutcomes, closedOutcomes, isOpenOutcome, type AttemptOutcome } from './attempt';
import { intentStatuses, type IntentReport } from './intent';
import { nextPaymentState, type PaymentState } from './order';
import { outcomeOf } from './outcome';

type Known = {
  id: string;
  outcome: AttemptOutcome;
  failureRef: string | null;
  isOffSession: boolean;
};
type State = { payment: PaymentState; attempts: readonly Known[] };

const known = (id: string, outcome: AttemptOutcome, failureRef: string | null = null): Known => ({
  id,
  outcome,
  failureRef,
  isOffSession: false,
});
const failed = (ref: string) => reportOf('requires_payment_method', { failure: failureWith(ref) });

/** What the use case does with an outcome, without a database. */
function apply(state: State, report: IntentReport, answering: string | null = null): State {
  const { event, attempt } = outcomeOf(report, state.attempts, answering);
  const payment = event ? nextPaymentState(state.payment, event) : state.payment;
  if (!attempt) return { ...state, payment };
  const row = known(
    attempt.id ?? `browser ${state.attempts.length + 1}`,
    attempt.outcome,
    attempt.failure?.ref ?? null,
  );
  const isNew = attempt.id === null;
  const attempts = isNew
    ? [...state.attempts, row]
    : state.attempts.map((before) => (before.id === row.id ? row : before));
  return { payment, attempts };
}

const applyAll = (state: State, reports: readonly IntentReport[]): State =>
  reports.reduce((before, report) => apply(before, report), state);

const sent: State = { payment: 'awaiting_payment', attempts: [known('1', 'sending')] };
const untouched: State = { payment: 'awaiting_payment', attempts: [] };

describe('an attempt that waits for its answer', () => {
  it.each([
    ['succeeded', 'paid', 'succeeded'],
    ['processing', 'processing', 'processing'],
    ['requires_capture', 'processing', 'processing'],
    ['requires_action', 'authenticating', 'authenticating'],
    ['canceled', 'awaiting_payment', 'not_sent'],
    ['requires_payment_method', 'awaiting_payment', 'sending'],
    ['requires_confirmation', 'awaiting_payment', 'sending'],
  ] as const)('%s: the order is %s, the attempt %s', (status, payment, outcome) => {
    expect(apply(sent, reportOf(status))).toEqual({ payment, attempts: [known('1', outcome)] });
  });

  it('is declined by a failure', () =>
    expect(apply(sent, failed('ch_1'))).toEqual({
      payment: 'declined',
      attempts: [known('1', 'declined', 'ch_1')],
    }));
});

describe('every attempt and every report', () => {
  // What Stripe can say, one column each. The failure is one that no attempt has taken yet.
  const columns = {
    succeeded: reportOf('succeeded'),
    processing: reportOf('processing'),
    'to be captured': reportOf('requires_capture'),
    'bank asks': reportOf('requires_action'),
    canceled: reportOf('canceled'),
    'no card': reportOf('requires_payment_method'),
    failed: failed('ch_new'),
    unconfirmed: reportOf('requires_confirmation'),
    'failed before': reportOf('requires_confirmation', { failure: failureWith('ch_new') }),
  } as const;
  type Column = keyof typeof columns;

  // What becomes of the attempt; `+` is a row of its own, `-` is nothing at all.
  const table = `
                   | succeeded   | processing  | to be captured | bank asks       | canceled | no card    | failed    | unconfirmed | failed before
    none           | + succeeded | + processing| + processing   | + authenticating| -        | -          | + declined| -           | + declined
    sending        | succeeded   | processing  | processing     | authenticating  | not_sent | -          | declined  | -           | declined
    unknown        | succeeded   | processing  | processing     | authenticating  | not_sent | -          | declined  | -           | declined
    authenticating | succeeded   | processing  | processing     | authenticating  | not_sent | superseded | declined  | superseded  | superseded
    processing     | succeeded   | processing  | processing     | authenticating  | not_sent | superseded | declined  | superseded  | superseded
    succeeded      | paid        | -           | -              | -               | -        | -          | -         | -           | -
    declined       | + succeeded | + processing| + processing   | + authenticating| -        | -          | + declined| -           | + declined
    superseded     | + succeeded | + processing| + processing   | + authenticating| -        | -          | + declined| -           | + declined
    not_sent       | + succeeded | + processing| + processing   | + authenticating| -        | -          | + declined| -           | + declined
  `;
  const events: Record<string, string> = {
    succeeded: 'payment_succeeded',
    processing: 'processing_started',
    authenticating: 'authentication_required',
    declined: 'payment_failed',
    superseded: 'payment_not_sent',
    not_sent: 'payment_not_sent',
  };
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const cells = rows.flatMap(([attempt = '', ...row]) =>
    row.map((cell, at) => [attempt, head[at + 1] as Column, cell] as const),
  );

  it('has a row for each outcome and a column for each status', () => {
    expect(rows.map(([name]) => name).sort()).toEqual(['none', ...attemptOutcomes].sort());
    expect(head.slice(1)).toEqual(Object.keys(columns));
    const statuses = Object.values(columns).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(intentStatuses));
  });

  it.each(cells)('%s, %s: %s', (attempt, column, cell) => {
    const refOf = attempt === 'declined' ? 'ch_old' : null;
    const attempts = attempt === 'none' ? [] : [known('1', attempt as AttemptOutcome, refOf)];
    const found = outcomeOf(columns[column], attempts);
    if (cell === '-') return expect(found).toEqual({ event: null, attempt: null });
    // The success of an attempt that succeeded says that the order is paid, and changes no row.
    if (cell === 'paid')
      return expect(found).toEqual({ event: 'payment_succeeded', attempt: null });
    const outcome = cell.replace('+ ', '');
    expect(found.event).toBe(events[outcome]);
    expect(found.attempt).toMatchObject({ id: cell.startsWith('+') ? null : '1', outcome });
  });

  it.each(closedOutcomes)('%s: a failure that it has taken is no news', (outcome) =>
    expect(outcomeOf(failed('ch_1'), [known('1', outcome, 'ch_1')])).toEqual({
      event: null,
      attempt: null,
    }),
  );
});

describe('a card that was typed and confirmed in the browser', () => {
  it.each([
    ['requires_action', 'authenticating'],
    ['processing', 'processing'],
    ['succeeded', 'succeeded'],
  ] as const)('has a row of its own once it is %s', (status, outcome) =>
    expect(apply(untouched, reportOf(status)).attempts).toEqual([known('browser 1', outcome)]),
  );

  it('has a row of its own for each decline', () => {
    const after = applyAll(untouched, [failed('ch_1'), failed('ch_1'), failed('ch_2')]);
    expect(after.attempts.map(({ failureRef }) => failureRef)).toEqual(['ch_1', 'ch_2']);
    expect(after.payment).toBe('declined');
  });

  it('has none as long as nothing was confirmed, and none when the intent is given up', () => {
    const reports = [reportOf('requires_payment_method'), reportOf('canceled')];
    expect(applyAll(untouched, reports)).toEqual(untouched);
  });
});

describe('a failure of the first attempt', () => {
  const second: State = {
    payment: 'awaiting_payment',
    attempts: [known('1', 'declined', 'ch_1'), known('2', 'sending')],
  };

  // An event that comes late would otherwise decline a payment that is about to go through.
  it('does not decline the second while that is being sent', () =>
    expect(apply(second, failed('ch_1'))).toEqual(second));

  it.each(['sending', 'unknown'] as const)('says nothing of a second that is %s', (outcome) => {
    const state = { ...second, attempts: [known('1', 'declined', 'ch_1'), known('2', outcome)] };
    expect(apply(state, failed('ch_1'))).toEqual(state);
  });

  it('is told from the second one’s own', () =>
    expect(apply(second, failed('ch_2')).attempts[1]).toEqual(known('2', 'declined', 'ch_2')));

  // A failed challenge leaves no charge: two with the same card have the same name.
  it('has the name of the second one’s own where the same card fails two challenges', () => {
    const answered = apply(second, failed('ch_1'), '2');
    expect(answered.attempts[1]).toEqual(known('2', 'declined', 'ch_1'));
    const inChallenge = apply(second, reportOf('requires_action'));
    expect(apply(inChallenge, failed('ch_1'))).toEqual({
      payment: 'declined',
      attempts: [known('1', 'declined', 'ch_1'), known('2', 'declined', 'ch_1')],
    });
  });
});

describe('a success', () => {
  const paid: State = { payment: 'paid', attempts: [known('1', 'succeeded')] };

  it.each([
    ['a failure', failed('ch_1')],
    ['a challenge', reportOf('requires_action')],
    ['processing', reportOf('processing')],
    ['a cancel', reportOf('canceled')],
    ['the success again', reportOf('succeeded')],
  ])('is not changed by %s that comes late', (_what, late) =>
    expect(apply(paid, late)).toEqual(paid),
  );

  it('of an attempt that was given up is on the list all the same', () => {
    const given = { ...sent, attempts: [known('1', 'not_sent')] };
    expect(apply(given, reportOf('succeeded'))).toEqual({
      payment: 'paid',
      attempts: [known('1', 'not_sent'), known('browser 2', 'succeeded')],
    });
  });

  it('pays an order that was canceled: money that was taken must be seen', () =>
    expect(apply({ ...untouched, payment: 'canceled' }, reportOf('succeeded')).payment).toBe(
      'paid',
    ));
});

const step = fc.oneof(
  fc
    .constantFrom(...(['requires_action', 'processing', 'requires_confirmation'] as const))
    .map((status) => reportOf(status)),
  fc.integer({ min: 1, max: 4 }).map((n) => failed(`ch_${n}`)),
);
const start = fc.constantFrom(sent, untouched, {
  payment: 'declined' as const,
  attempts: [known('1', 'declined', 'ch_1'), known('2', 'sending')],
});

/** The same reports, each at least once, in any order. */
const delivered = fc.array(step, { maxLength: 6 }).chain((history) => {
  const all = [...history, reportOf('succeeded')];
  return fc
    .array(fc.constantFrom(...all), { maxLength: 6 })
    .chain((again) =>
      fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
    );
});

describe('the reports of one intent', () => {
  it('end in the same order, whichever way and however often they come', () =>
    fc.assert(
      fc.property(start, delivered, (from, reports) => {
        const { payment, attempts } = applyAll(from, reports);
        expect(payment).toBe('paid');
        expect(attempts.filter(({ outcome }) => outcome === 'succeeded')).toHaveLength(1);
        expect(attempts.filter(({ outcome }) => isOpenOutcome(outcome))).toEqual([]);
      }),
    ));

  it('change nothing when they come a second time at once', () =>
    fc.assert(
      fc.property(start, fc.array(step), step, (from, before, report) => {
        const once = apply(applyAll(from, before), report);
        expect(apply(once, report)).toEqual(once);
      }),
    ));

  it('never leave two attempts open, and never open one that was closed', () =>
    fc.assert(
      fc.property(
        start,
        fc.array(fc.oneof(step, fc.constant(reportOf('canceled')))),
        (from, all) => {
          let state = from;
          for (const report of all) {
            const next = apply(state, report);
            expect(
              next.attempts.filter(({ outcome }) => isOpenOutcome(outcome)).length,
            ).toBeLessThan(2);
            for (const before of state.attempts.filter((a) => !isOpenOutcome(a.outcome))) {
              expect(next.attempts).toContainEqual(before);
            }
            state = next;
          }
        },
      ),
    ));
});
