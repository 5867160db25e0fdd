import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAttempt } from '@/db/queries/attempts';
import { endIntent, setStripeIntent } from '@/db/queries/intents';
import { aBuyer, anIntent, anOrder, type Buyer } from '@/db/testing/rows';
import { StripeLocalClient } from '@/stripe-local/client';
import { checkSums, rebuildSums } from '../../daily-sums';
import { database } from '../../database';
import type { IntentReport } from '../../domain/intent';
import { retrieveIntent } from '../../stripe/intents';
import { histories, standingOf, type History } from '../../testing/histories';
import { openFileShop } from '../../testing/file-shop';
import { aShopper, typeCard } from '../../testing/shopper';
import { applyIfUnchanged, findSeen, type Seen } from './sync-order';

const { shop } = await openFileShop();
let buyer: Buyer;
beforeAll(async () => {
  buyer = await aBuyer(database());
});

// However the histories went, each end was counted once, and what failed was taken back.
afterAll(async () => {
  expect(await checkSums()).toEqual([]);
  expect(await rebuildSums()).toEqual([]);
});

/** What a fetch of the intent tells after each step, taken from a real run of them. */
async function record({ steps }: History): Promise<IntentReport[]> {
  const { clientSecret } = await typeCard(await aShopper());
  const intentId = clientSecret.split('_secret_')[0] ?? '';
  const bank = new StripeLocalClient(shop.stripeUrl);
  const reports: IntentReport[] = [];
  for (const step of steps) {
    await step({ stripe: shop.stripe, bank, intentId, clientSecret });
    reports.push((await retrieveIntent(intentId)).report);
  }
  return reports;
}

const recorded = new Map<History, Promise<IntentReport[]>>();
function reportsOf(history: History): Promise<IntentReport[]> {
  const reports = recorded.get(history) ?? record(history);
  recorded.set(history, reports);
  return reports;
}

/**
 * Before anything was heard of the intent: a card typed in the browser; an attempt of ours on its way;
 * one whose answer was lost; one that was given up with its intent, because it was never found.
 */
const starts = ['typed', 'sending', 'unknown', 'given_up'] as const;
type Start = (typeof starts)[number];

async function begin(start: Start) {
  const order = await anOrder(database(), buyer);
  const intent = await anIntent(database(), order);
  const attempt = await database().transaction(async (tx) => {
    await setStripeIntent(tx, intent.id, `pi_of_${order.id}`);
    if (start === 'typed') return null;
    const at = Date.now();
    if (start === 'given_up') await endIntent(tx, intent.id, at);
    return insertAttempt(
      tx,
      {
        orderId: order.id,
        intentId: intent.id,
        kind: { create: intent.createKey },
        cardId: null,
        cardBrand: 'visa',
        cardLast4: '4242',
        amount: order.amount,
        currency: order.currency,
        parameters: {},
        requestId: null,
        outcome: start === 'given_up' ? 'not_sent' : start,
      },
      at,
    );
  });
  return { orderId: order.id, attemptId: attempt?.id ?? null };
}

async function lookedAt(orderId: string): Promise<Seen> {
  const seen = await findSeen(database().read, orderId);
  if (!seen) throw new Error('the order is gone');
  return seen;
}

/** As told of another order: a refund and a dispute of Stripe's belong to one order only. */
const toldOf = (orderId: string, report: IntentReport): IntentReport => ({
  ...report,
  refunds: report.refunds.map((refund) => ({
    ...refund,
    stripeRefundId: `${refund.stripeRefundId} of ${orderId}`,
  })),
  disputes: report.disputes.map((dispute) => ({
    ...dispute,
    stripeDisputeId: `${dispute.stripeDisputeId} of ${orderId}`,
  })),
});

const write = (seen: Seen, report: IntentReport, answering: string | null = null) =>
  database().transaction((tx) =>
    applyIfUnchanged(tx, seen, toldOf(seen.order.id, report), answering),
  );

/** Every way to take some of so many things, in every order. */
function* permutationsOfSome(left: readonly number[]): Generator<number[]> {
  yield [];
  for (const first of left) {
    for (const rest of permutationsOfSome(left.filter((other) => other !== first))) {
      yield [first, ...rest];
    }
  }
}

/**
 * What the handlers of deliveries see: each fetches, and so sees the intent as it is, which is at
 * least as far as the newest event that was delivered. The last look sees the end.
 */
const seenBy = (deliveries: readonly number[], end: number): number[] => [
  ...deliveries.map((_, at) => Math.max(...deliveries.slice(0, at + 1))),
  end,
];

describe.each(Object.entries(histories))('%s', (_name, history) => {
  it.each(starts)(
    'ends the same in every order, with any lost, each once or twice (%s)',
    async (start) => {
      const reports = await reportsOf(history);
      const end = reports.length - 1;
      const ways = new Map<string, number[]>();
      for (const order of permutationsOfSome(reports.map((_, at) => at))) {
        const seen = seenBy(order, end);
        // The same seen again in a row is what the second run of each way is for.
        const different = seen.filter((at, place) => at !== seen[place - 1]);
        ways.set(different.join(), different);
      }
      expect(ways.size).toBe(2 ** end);
      for (const way of ways.values()) {
        // Twice is tried from where most orders begin.
        for (const times of start === 'typed' || start === 'sending' ? [1, 2] : [1]) {
          const { orderId } = await begin(start);
          for (const at of way) {
            const report = reports[at];
            if (!report) throw new Error(`there is no report ${at}`);
            for (let time = 0; time < times; time++) await write(await lookedAt(orderId), report);
          }
          expect(await standingOf(orderId), `seen ${way.join(', ')}`).toEqual(history.end);
        }
      }
    },
  );
});

/** Several handlers at work: the world goes on a step, one of them fetches, one of them writes. */
const moves = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ move: 'happen' as const, who: 0 }) },
    { weight: 4, arbitrary: fc.nat(3).map((who) => ({ move: 'fetch' as const, who })) },
    { weight: 4, arbitrary: fc.nat(3).map((who) => ({ move: 'write' as const, who })) },
  ),
  { minLength: 6, maxLength: 30 },
);

describe('handlers that overtake one another between fetch and write', () => {
  it.each(Object.entries(histories))('%s', async (_name, history) => {
    const reports = await reportsOf(history);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), moves, async (start, all) => {
        const { orderId, attemptId } = await begin(start);
        const hands = new Map<number, { seen: Seen; report: IntentReport }>();
        let now = 0;
        let newest = 0;
        /** What has changed the order is never changed back by an older answer. */
        const writeForward = async (
          { seen, report }: { seen: Seen; report: IntentReport },
          answering: string | null = null,
        ) => {
          const applied = await write(seen, report, answering);
          if (applied !== 'changed') return applied;
          const at = reports.indexOf(report);
          expect(at, 'an older answer was written over a newer one').toBeGreaterThanOrEqual(newest);
          newest = at;
          return applied;
        };
        const fetch = async () => {
          const seen = await lookedAt(orderId);
          const report = reports[now];
          if (!report) throw new Error(`there is no report ${now}`);
          return { seen, report };
        };
        const finish = async (who: number) => {
          const hand = hands.get(who);
          if (!hand) return;
          hands.delete(who);
          // The answer to the attempt's own call is the first thing that Stripe says.
          const hears = start === 'sending' && who === 0 && hand.report === reports[0];
          const answering = hears ? attemptId : null;
          if ((await writeForward(hand, answering)) !== 'stale') return;
          expect(await writeForward(await fetch())).not.toBe('stale');
        };
        for (const { move, who } of all) {
          if (move === 'happen') now = Math.min(now + 1, reports.length - 1);
          if (move === 'fetch' && !hands.has(who)) hands.set(who, await fetch());
          if (move === 'write') await finish(who);
        }
        now = reports.length - 1;
        for (const who of [...hands.keys()]) await finish(who);
        await writeForward(await fetch());
        expect(await standingOf(orderId)).toEqual(history.end);
      }),
      { numRuns: 40 },
    );
  });
});
