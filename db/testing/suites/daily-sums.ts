import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, DAY_MS } from '../../../lib/domain/day';
import { noSums } from '../../../lib/domain/daily-sums';
import type { Currency } from '../../../lib/domain/money';
import type { ToldRefundStatus } from '../../../lib/domain/refund';
import type { Database } from '../../database';
import { insertAttempt, moveAttempt } from '../../queries/attempts';
import {
  deriveSumsAnew,
  differencesOf,
  findDayWithSums,
  foldSums,
  listDaySums,
} from '../../queries/daily-sums';
import type { Intent } from '../../queries/intents';
import type { Order } from '../../queries/orders';
import { insertToldRefund, listRefunds, setToldRefund } from '../../queries/refunds';
import { aBuyer, anIntent, anOrder, aProduct, NOON } from '../rows';

const LONG_AGO = '2000-01-01';
const LONG_AFTER = '2100-01-01';

export const dailySumQueries = (db: () => Database) =>
  describe('the sums of days', () => {
    const anOrderIn = async (currency: Currency) => {
      const product = await aProduct(db(), { currency, amount: 4800 });
      const order = await anOrder(db(), await aBuyer(db()), { product });
      return { order, intent: await anIntent(db(), order) };
    };
    type Paying = { order: Order; intent: Intent };

    const begin = ({ order, intent }: Paying, at: number) =>
      db().transaction((tx) =>
        insertAttempt(
          tx,
          {
            ...{ orderId: order.id, intentId: intent.id, amount: order.amount },
            ...{ currency: order.currency, cardId: null, cardBrand: null, cardLast4: null },
            ...{ parameters: null, requestId: null, kind: 'browser', outcome: 'sending' },
          },
          at,
        ),
      );
    const end = (id: string, outcome: 'succeeded' | 'declined' | 'not_sent', at: number) =>
      db().transaction((tx) => moveAttempt(tx, id, outcome, null, at));
    const tell = async (
      { order, intent }: Paying,
      of: { name: string; amount: number; status: ToldRefundStatus; at: number },
    ) => {
      const { name, amount, status, at } = of;
      const report = {
        stripeRefundId: `re_${name}_${order.id}`,
        ...{ refundId: null, amount, currency: order.currency, reason: 'unstated' as const },
        ...{ status, failureReason: null, createdAt: at },
      };
      const known = (await listRefunds(db().read, order.id)).find(
        ({ stripeRefundId }) => stripeRefundId === report.stripeRefundId,
      );
      await db().transaction((tx) =>
        known
          ? setToldRefund(tx, known.id, report, at + 1)
          : insertToldRefund(tx, { orderId: order.id, intentId: intent.id }, report, at),
      );
    };
    const all = () => listDaySums(db().read, LONG_AGO, LONG_AFTER);
    const fold = (limit: number) => db().transaction((tx) => foldSums(tx, limit, NOON));
    const differences = async () => {
      const told: string[] = [];
      for (
        let day = await findDayWithSums(db().read, LONG_AGO);
        day !== null;
        day = await findDayWithSums(db().read, dayOf(Date.parse(`${day}T00:00:00Z`) + DAY_MS))
      ) {
        const at = day;
        told.push(...(await db().transaction((tx) => differencesOf(tx, at))));
      }
      return told;
    };

    it('are by day and currency, the changes that are not added up included', async () => {
      const [eur, usd] = [await anOrderIn('eur'), await anOrderIn('usd')];
      await end((await begin(eur, NOON)).id, 'declined', NOON);
      await end((await begin(eur, NOON)).id, 'succeeded', NOON + DAY_MS);
      await end((await begin(usd, NOON)).id, 'succeeded', NOON);
      await end((await begin(usd, NOON)).id, 'not_sent', NOON);
      await tell(eur, { name: 'a', amount: 800, status: 'pending', at: NOON + DAY_MS });
      const expected = [
        { ...noSums, day: '2027-05-01', currency: 'eur', failedCount: 1 },
        { ...noSums, day: '2027-05-01', currency: 'usd', paidCount: 1, paidAmount: 4800 },
        {
          ...{ ...noSums, day: '2027-05-02', currency: 'eur', paidCount: 1, paidAmount: 4800 },
          ...{ refundedCount: 1, refundedAmount: 800 },
        },
      ];
      expect(await all()).toEqual(expected);
      expect(await fold(2)).toBe(2);
      expect(await all()).toEqual(expected);
      expect(await fold(10)).toBe(2);
      expect(await fold(10)).toBe(0);
      expect(await all()).toEqual(expected);
      expect(await listDaySums(db().read, '2027-05-02', '2027-05-02')).toEqual(expected.slice(2));
      expect(await differences()).toEqual([]);
    });

    it('count an end once, and take back what failed on the day that it was counted on', async () => {
      const eur = await anOrderIn('eur');
      const attempt = await begin(eur, NOON);
      await end(attempt.id, 'succeeded', NOON);
      await end(attempt.id, 'succeeded', NOON + DAY_MS);
      await end(attempt.id, 'declined', NOON + DAY_MS);
      const refund = { name: 'a', amount: 800, at: NOON };
      for (const status of ['pending', 'succeeded', 'succeeded'] as const) {
        await tell(eur, { ...refund, status });
      }
      const paid = {
        ...noSums,
        day: '2027-05-01',
        currency: 'eur',
        paidCount: 1,
        paidAmount: 4800,
      };
      expect(await all()).toEqual([{ ...paid, refundedCount: 1, refundedAmount: 800 }]);
      for (const status of ['failed', 'failed'] as const) await tell(eur, { ...refund, status });
      expect(await all()).toEqual([paid]);
    });

    it('are derived anew where they are wrong or missing, and say what was', async () => {
      const eur = await anOrderIn('eur');
      await end((await begin(eur, NOON)).id, 'succeeded', NOON);
      const right = await all();
      // As a server of the release before leaves it, and as a fault would.
      await db().transaction((tx) => tx.delete(tx.tables.sumChanges));
      expect(await differences()).toEqual([
        '2027-05-01 eur: paidCount is 0, the rows say 1; paidAmount is 0, the rows say 4800',
      ]);
      const anew = () => db().transaction((tx) => deriveSumsAnew(tx, '2027-05-01', NOON));
      expect(await anew()).toHaveLength(1);
      expect(await all()).toEqual(right);
      expect(await anew()).toEqual([]);
      await db().transaction((tx) => tx.update(tx.tables.dailySums).set({ failedCount: 7 }));
      expect(await differences()).toHaveLength(1);
      await anew();
      expect(await differences()).toEqual([]);
    });

    const day = fc.nat(3).map((days) => NOON + days * DAY_MS);
    const which = fc.nat(1);
    const steps = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('begin' as const), which, at: day }),
        fc.record({
          ...{ do: fc.constant('end' as const), which, at: day, nth: fc.nat(3) },
          outcome: fc.constantFrom('succeeded', 'declined', 'not_sent'),
        }),
        fc.record({
          ...{ do: fc.constant('refund' as const), which, at: day, amount: fc.nat(900) },
          name: fc.constantFrom('a', 'b'),
          status: fc.constantFrom('pending', 'requires_action', 'succeeded', 'failed', 'canceled'),
        }),
        fc.record({ do: fc.constant('fold' as const), limit: fc.integer({ min: 1, max: 4 }) }),
        fc.record({ do: fc.constant('derive' as const), at: day }),
      ),
      { maxLength: 20 },
    );

    it('are what the rows say, whatever happens, however late and how often', async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (all) => {
          const orders = [await anOrderIn('eur'), await anOrderIn('usd')] as const;
          const attempts: string[][] = [[], []];
          for (const step of all) {
            if (step.do === 'fold') await fold(step.limit);
            else if (step.do === 'derive') {
              const told = await db().transaction((tx) => deriveSumsAnew(tx, dayOf(step.at), NOON));
              expect(told).toEqual([]);
            } else {
              const order = orders[step.which === 0 ? 0 : 1];
              const begun = attempts[step.which] ?? [];
              if (step.do === 'begin' && begun.length < 4) {
                // One is open at most.
                for (const id of begun) await end(id, 'not_sent', step.at);
                begun.push((await begin(order, step.at)).id);
              }
              const id = step.do === 'end' && begun[step.nth];
              if (id) await end(id, step.outcome, step.at);
              if (step.do === 'refund') await tell(order, { ...step, amount: step.amount + 1 });
            }
          }
          expect(await differences()).toEqual([]);
        }),
        { numRuns: 15 },
      );
    });
  });
