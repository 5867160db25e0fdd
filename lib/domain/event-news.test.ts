import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptOutcomes, CLICK_IS_ALIVE_MS, type AttemptOutcome } from './attempt';
import { newsOf, type KnownOfIntent, type NewsOf } from './event-news';
import { intentStatuses, type IntentReport } from './intent';
import { nextPaymentState, paymentStates, type PaymentState } from './order';
import { outcomeOf } from './outcome';

const NOW = 1_800_000_000_000;
const MOMENT = 1_000;

const attempt = (
  outcome: AttemptOutcome,
  startedAt = NOW - MOMENT,
  cardId: string | null = 'c',
) => ({
  outcome,
  startedAt,
  cardId,
});
const order = (paymentState: PaymentState, holdsStock = false) => ({ paymentState, holdsStock });
const knows = (rows: Partial<KnownOfIntent> = {}): KnownOfIntent => ({
  intent: 'by_id',
  canceledAt: null,
  savesCard: false,
  attempts: [],
  order: order('awaiting_payment'),
  ...rows,
});
const news = (known: KnownOfIntent, type: string, receivedAt = NOW): NewsOf =>
  newsOf(known, { type, receivedAt }, NOW);

const SUCCEEDED = 'payment_intent.succeeded';
const paid = knows({ attempts: [attempt('succeeded')], order: order('paid') });
const canceled = knows({ canceledAt: NOW - MOMENT, attempts: [attempt('superseded')] });

describe('what an event can tell', () => {
  it.each<[string, KnownOfIntent, string, NewsOf['is']]>([
    ['a success that is in our rows', paid, SUCCEEDED, 'nothing'],
    ['what came before a success that is in our rows', paid, 'payment_intent.created', 'nothing'],
    ['a decline before it', paid, 'payment_intent.payment_failed', 'nothing'],
    ['a type that is newer than this code', paid, 'payment_intent.blinked', 'nothing'],
    ['money that came back', paid, 'charge.refunded', 'fetch'],
    ['a refund that failed', paid, 'refund.failed', 'fetch'],
    ['a dispute', paid, 'charge.dispute.closed', 'fetch'],
    ['a refund of a canceled intent', canceled, 'charge.refunded', 'fetch'],
    ['a cancel that Stripe told', canceled, 'payment_intent.canceled', 'nothing'],
    ['a decline before the cancel', canceled, 'payment_intent.payment_failed', 'nothing'],
    ['a success though it was canceled', canceled, SUCCEEDED, 'fetch'],
    ['an intent that is not known', knows({ intent: 'unknown', order: null }), SUCCEEDED, 'fetch'],
    ['an unpaid intent', knows(), 'payment_intent.created', 'fetch'],
    ['a success that we have not heard of', knows(), SUCCEEDED, 'fetch'],
    [
      'one that was given up, and never told to be canceled',
      knows({ attempts: [attempt('not_sent')], order: order('canceled') }),
      'payment_intent.canceled',
      'fetch',
    ],
    ['the second intent of a paid order', knows({ order: order('paid') }), SUCCEEDED, 'fetch'],
    [
      'an intent that may be the one whose making was given up',
      knows({ intent: 'unanswered', attempts: [attempt('not_sent')] }),
      SUCCEEDED,
      'fetch',
    ],
    ['a declined attempt', knows({ attempts: [attempt('declined')] }), SUCCEEDED, 'fetch'],
    [
      'a success whose card was to be kept, and is not',
      knows({ ...paid, savesCard: true, attempts: [attempt('succeeded', NOW, null)] }),
      SUCCEEDED,
      'fetch',
    ],
    [
      'a cancel that a copy may wait for',
      knows({ ...canceled, order: order('declined', true) }),
      'payment_intent.canceled',
      'fetch',
    ],
    [
      'a cancel beside an attempt that is open',
      knows({ ...canceled, attempts: [attempt('authenticating')] }),
      'payment_intent.canceled',
      'fetch',
    ],
    ['what a click sends', knows({ attempts: [attempt('sending')] }), SUCCEEDED, 'click'],
    [
      'what a click makes',
      knows({ intent: 'unanswered', attempts: [attempt('sending')] }),
      'payment_intent.created',
      'click',
    ],
    [
      'a refund while a click sends',
      knows({ attempts: [attempt('sending')] }),
      'charge.refunded',
      'fetch',
    ],
    [
      'a click that is over',
      knows({ attempts: [attempt('sending', NOW - CLICK_IS_ALIVE_MS)] }),
      SUCCEEDED,
      'fetch',
    ],
    ['an outcome that is unknown', knows({ attempts: [attempt('unknown')] }), SUCCEEDED, 'fetch'],
    [
      'a challenge that has been answered',
      knows({ attempts: [attempt('authenticating')] }),
      SUCCEEDED,
      'fetch',
    ],
  ])('%s', (_what, known, type, is) => {
    expect(news(known, type).is).toBe(is);
  });
});

const types = fc.constantFrom(
  ...['created', 'succeeded', 'payment_failed', 'canceled', 'processing', 'requires_action'].map(
    (name) => `payment_intent.${name}`,
  ),
  ...['charge.refunded', 'refund.updated', 'charge.dispute.created'],
);
const times = fc.integer({ min: -2 * CLICK_IS_ALIVE_MS, max: 2 * CLICK_IS_ALIVE_MS });
const rows: fc.Arbitrary<KnownOfIntent> = fc.record({
  intent: fc.constantFrom('by_id', 'unanswered', 'unknown'),
  canceledAt: fc.option(fc.constant(NOW - MOMENT)),
  savesCard: fc.boolean(),
  attempts: fc.array(
    fc.record({
      outcome: fc.constantFrom(...attemptOutcomes),
      startedAt: times.map((off) => NOW + off),
      cardId: fc.option(fc.constant('c')),
    }),
    { maxLength: 3 },
  ),
  order: fc.option(
    fc.record({ paymentState: fc.constantFrom(...paymentStates), holdsStock: fc.boolean() }),
  ),
});

const report = (status: IntentReport['status']): IntentReport => ({
  ...{ stripeIntentId: 'pi', stripeCustomerId: 'cus', orderId: 'order', status, failure: null },
  ...{
    total: { amount: 1, currency: 'eur' },
    refusedCharges: 0,
    card: null,
    savedFor: null,
    charge: null,
  },
  ...{ refunds: [], disputes: [] },
});

describe('whatever our rows say', () => {
  it('nobody is spared a fetch that would have changed a payment', () => {
    fc.assert(
      fc.property(rows, types, fc.constantFrom(...intentStatuses), (known, type, status) => {
        if (news(known, type).is !== 'nothing' || !known.order) return;
        // Stripe's final word stays: what a fetch could tell is that, or it is our rows that are wrong.
        const isPaid = known.attempts.some(({ outcome }) => outcome === 'succeeded');
        if (status !== (isPaid ? 'succeeded' : 'canceled')) return;
        const attempts = known.attempts.map((each, at) => ({
          ...each,
          id: `${at}`,
          failureRef: null,
          isOffSession: false,
        }));
        const { event, attempt: told } = outcomeOf(report(status), attempts);
        expect(told).toBeNull();
        const { paymentState } = known.order;
        expect(event ? nextPaymentState(paymentState, event) : paymentState).toBe(paymentState);
      }),
      { numRuns: 2_000 },
    );
  });

  it('only the final word on this very intent spares a fetch, and never of money that came back', () => {
    fc.assert(
      fc.property(rows, types, (known, type) => {
        if (news(known, type).is === 'fetch') return;
        expect(type).toMatch(/^payment_intent\./);
        if (news(known, type).is === 'click') return;
        expect(known.intent).toBe('by_id');
        const isPaid = known.attempts.some(({ outcome }) => outcome === 'succeeded');
        expect(isPaid || (known.canceledAt !== null && type !== SUCCEEDED)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('an event waits for a click for sixty seconds at most, and then no more', () => {
    fc.assert(
      fc.property(rows, types, times, (known, type, off) => {
        const came = { type, receivedAt: NOW + off };
        const first = newsOf(known, came, NOW);
        if (first.is !== 'click') return;
        expect(first.until).toBeGreaterThan(NOW);
        expect(first.until).toBeLessThanOrEqual(came.receivedAt + CLICK_IS_ALIVE_MS);
        expect(newsOf(known, came, first.until).is).toBe('fetch');
        // Nor for one whose server is gone.
        expect(newsOf(known, came, NOW, Infinity).is).toBe('fetch');
      }),
      { numRuns: 2_000 },
    );
  });
});
