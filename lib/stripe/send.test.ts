import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WrittenKey } from '../domain/ids';
import { timeLeft, withDeadline } from './deadline';
import type { PaymentsError } from './errors';
import { ANSWER_WITHIN_MS, USEFUL_REST_MS } from './patience';
import { change, look } from './send';

// Pauses pass on the same clock as everything else here.
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => new Promise((done) => setTimeout(done, ms)),
}));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const KEY = 'ck_test' as WrittenKey;
const CLICK_MS = 60_000;

const stripeError = (type: string, more: object = {}) =>
  Object.assign(new Error(type), { type, ...more });
const lost = () => stripeError('StripeConnectionError');
const busy = () => stripeError('StripeRateLimitError');

/** Runs the clock until `work` has ended, and gives what came of it and how long it took. */
async function timed<T>(work: () => Promise<T>) {
  const begun = Date.now();
  const ended = work().then(
    (value) => ({ value, fault: null, took: Date.now() - begun }),
    (error: unknown) => ({
      value: null,
      fault: (error as PaymentsError).fault,
      took: Date.now() - begun,
    }),
  );
  await vi.runAllTimersAsync();
  return ended;
}

/** A Stripe of which each call takes so long, and then fails or answers. */
function slowStripe(
  answers: readonly { ms: number; ends: 'answer' | 'lost' | 'busy' | 'never' }[],
) {
  const sentAt: number[] = [];
  const call = () =>
    new Promise<string>((resolve, reject) => {
      const { ms, ends } = answers[sentAt.length] ?? { ms: 0, ends: 'answer' };
      sentAt.push(Date.now());
      if (ends === 'never') return;
      setTimeout(() => {
        if (ends === 'answer') resolve('answer');
        else reject(ends === 'lost' ? lost() : busy());
      }, ms);
    });
  return { call, sentAt };
}

const answer = fc.record({
  ms: fc.integer({ min: 0, max: 70_000 }),
  ends: fc.constantFrom('answer', 'lost', 'busy', 'never'),
});

describe('a click', () => {
  it('is over in time, and nothing is sent when it is, whatever Stripe does', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(answer, { minLength: 3, maxLength: 3 }),
        fc.array(answer, { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 0, max: CLICK_MS }),
        async (before, ofCharge, spentBefore) => {
          const begun = Date.now();
          const [first, charge] = [slowStripe(before), slowStripe(ofCharge)];
          const { took } = await timed(() =>
            withDeadline(begun + CLICK_MS, async () => {
              await new Promise((done) => setTimeout(done, spentBefore));
              await look(first.call).catch(() => null);
              return change(KEY, charge.call);
            }),
          );
          expect(took).toBeLessThanOrEqual(CLICK_MS);
          for (const at of [...first.sentAt, ...charge.sentAt]) {
            expect(at - begun).toBeLessThanOrEqual(CLICK_MS - USEFUL_REST_MS);
          }
        },
      ),
    ));

  it('that is nearly over sends nothing, and says that nothing happened', async () => {
    const { call, sentAt } = slowStripe([]);
    const until = Date.now() + USEFUL_REST_MS - 1;
    const { fault, took } = await timed(() => withDeadline(until, () => change(KEY, call)));
    expect({ fault, took, sent: sentAt.length }).toEqual({
      fault: 'out_of_time',
      took: 0,
      sent: 0,
    });
  });

  it('cuts a call off at its end, and leaves open what became of it', async () => {
    const { call, sentAt } = slowStripe([{ ms: 0, ends: 'never' }]);
    const until = Date.now() + USEFUL_REST_MS + 1_000;
    const { fault, took } = await timed(() => withDeadline(until, () => change(KEY, call)));
    expect({ fault, took }).toEqual({ fault: 'unknown', took: USEFUL_REST_MS + 1_000 });
    expect(sentAt).toHaveLength(1);
  });

  it('that ends after a lost call leaves the outcome open, though nothing else was sent', async () => {
    const { call, sentAt } = slowStripe([{ ms: 2_000, ends: 'lost' }]);
    const until = Date.now() + USEFUL_REST_MS + 2_000;
    const { fault } = await timed(() => withDeadline(until, () => change(KEY, call)));
    expect({ fault, sent: sentAt.length }).toEqual({ fault: 'unknown', sent: 1 });
  });

  it('within another one ends with the earlier of the two', async () => {
    const left = (inner: number) =>
      withDeadline(Date.now() + 1_000, () =>
        withDeadline(Date.now() + inner, () => Promise.resolve(timeLeft())),
      );
    expect(await left(500)).toBe(500);
    expect(await left(5_000)).toBe(1_000);
    expect(timeLeft()).toBe(Infinity);
  });
});

describe('a call that nobody waits for', () => {
  it('waits for each answer its full time, three times', async () => {
    const { call, sentAt } = slowStripe(Array(3).fill({ ms: 0, ends: 'never' }));
    const { fault, took } = await timed(() => change(KEY, call));
    expect(fault).toBe('unknown');
    expect(sentAt).toHaveLength(3);
    expect(took).toBeGreaterThan(3 * ANSWER_WITHIN_MS);
    expect(took).toBeLessThan(3 * ANSWER_WITHIN_MS + 1_200);
  });

  it('is sent again with its key after a 429 and a reset', async () => {
    const keys: string[] = [];
    const { call } = slowStripe([
      { ms: 10, ends: 'busy' },
      { ms: 10, ends: 'lost' },
    ]);
    const { value } = await timed(() =>
      change(KEY, ({ idempotencyKey }) => {
        keys.push(idempotencyKey);
        return call();
      }),
    );
    expect(value).toBe('answer');
    expect(keys).toEqual([KEY, KEY, KEY]);
  });

  it('is not repeated where Stripe said no', async () => {
    const call = vi.fn(() =>
      Promise.reject(stripeError('StripeInvalidRequestError', { statusCode: 400 })),
    );
    expect(await timed(() => look(call))).toMatchObject({ fault: 'refused', took: 0 });
    expect(call).toHaveBeenCalledTimes(1);
  });
});
