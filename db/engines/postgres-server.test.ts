import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../../scripts/parts/postgres.mjs';
import { openDatabase } from '../client';
import type { Database } from '../database';
import { migrateDatabase } from '../migrate';
import { insertAttempt, findOpenAttempt, listAttempts } from '../queries/attempts';
import { addToSums, deriveSumsAnew, foldSums, listDaySums } from '../queries/daily-sums';
import { findLiveIntent, insertIntent } from '../queries/intents';
import { changeOrder, findOrderById } from '../queries/orders';
import { aBuyer, anIntent, anOrder, emptyDatabase, NOON } from '../testing/rows';
import { anyTextRules } from '../testing/suites/any-text';
import { noValueIsTold } from '../testing/suites/no-values';
import { transactionRules } from '../testing/suites/transactions';

// PGlite has one connection, so nothing of it ever meets: here are two servers of many connections.
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let url: string;
let one: Database;
let other: Database;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase('cardkeep_engine');
  await migrateDatabase(url);
  one = openDatabase(url);
  other = openDatabase(url);
});
afterAll(async () => {
  await one.close();
  await other.close();
  await postgres.end();
});
beforeEach(() => emptyDatabase(one));

describe('on a Postgres server', () => {
  transactionRules(() => one);
  anyTextRules(() => one);
  noValueIsTold(() => one);

  it('lets everybody through who changes the same row, however many there are', async () => {
    const order = await anOrder(one, await aBuyer(one));
    // As a click does: it reads a while, and changes what everybody changes last of all.
    const raise = (db: Database) =>
      db.transaction(async (tx) => {
        for (let n = 0; n < 3; n++) await findOrderById(tx, order.id);
        const now = await findOrderById(tx, order.id);
        if (!now) throw new Error('the order is gone');
        return changeOrder(tx, now, { refundedAmount: now.refundedAmount + 1 }, NOON);
      });
    const raised = await Promise.all(
      Array.from({ length: 100 }, (_, n) => raise(n % 2 ? one : other)),
    );
    expect(raised.every(Boolean)).toBe(true);
    expect(await findOrderById(one.read, order.id)).toMatchObject({ refundedAmount: 100 });
  });

  it('undoes no payment of many at once that change one day, while others add it up', async () => {
    let tries = 0;
    const add = (db: Database) =>
      db.transaction(async (tx) => {
        tries += 1;
        await addToSums(
          tx,
          { at: NOON, currency: 'eur' },
          { paidCount: 1, paidAmount: 4800, refundedCount: 0, refundedAmount: 0, failedCount: 0 },
        );
      });
    const fold = (db: Database) => db.transaction((tx) => foldSums(tx, 7, NOON));
    await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        n % 10 === 0 ? Promise.all([add(one), fold(one), fold(other)]) : add(n % 2 ? one : other),
      ),
    );
    expect(tries).toBe(100);
    const day = () => listDaySums(other.read, '2027-05-01', '2027-05-01');
    expect(await day()).toMatchObject([{ paidCount: 100, paidAmount: 480_000 }]);
    while ((await fold(one)) > 0);
    expect(await day()).toMatchObject([{ paidCount: 100, paidAmount: 480_000 }]);
  });

  it('derives a day while payments are written to it, and misses none', async () => {
    const buyer = await aBuyer(one);
    const pay = async (db: Database) => {
      const order = await anOrder(db, buyer);
      const intent = await anIntent(db, order);
      const { id: orderId, amount, currency } = order;
      await db.transaction((tx) =>
        insertAttempt(
          tx,
          {
            ...{ orderId, amount, currency, intentId: intent.id, kind: 'browser' },
            ...{ cardId: null, cardBrand: null, cardLast4: null, parameters: null },
            ...{ requestId: null, outcome: 'succeeded' },
          },
          NOON,
        ),
      );
    };
    const derive = (db: Database) => db.transaction((tx) => deriveSumsAnew(tx, '2027-05-01', NOON));
    await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        await pay(n % 2 ? one : other);
        expect(await derive(n % 2 ? other : one)).toEqual([]);
      }),
    );
    expect(await derive(one)).toEqual([]);
    expect(await listDaySums(one.read, '2027-05-01', '2027-05-01')).toMatchObject([
      { paidCount: 30 },
    ]);
  });

  it('lets one of two servers begin an attempt, and shows it to the other', async () => {
    const order = await anOrder(one, await aBuyer(one));
    const intent = await anIntent(one, order);
    const begin = (db: Database) =>
      db.transaction(async (tx) => {
        if (await findOpenAttempt(tx, order.id)) return 'in progress';
        await insertAttempt(
          tx,
          {
            orderId: order.id,
            intentId: intent.id,
            kind: 'confirm',
            cardId: null,
            cardBrand: null,
            cardLast4: null,
            amount: order.amount,
            currency: order.currency,
            parameters: {},
            requestId: null,
            outcome: 'sending',
          },
          NOON,
        );
        return 'begun';
      });
    const answers = await Promise.all([begin(one), begin(other), begin(one), begin(other)]);
    expect(answers.sort()).toEqual(['begun', 'in progress', 'in progress', 'in progress']);
    expect(await listAttempts(one.read, order.id)).toHaveLength(1);
  });

  it('makes one live intent of many at once', async () => {
    const order = await anOrder(one, await aBuyer(one));
    const make = (db: Database) =>
      db.transaction(
        async (tx) =>
          (await findLiveIntent(tx, order.id)) ??
          insertIntent(tx, order.id, { createParameters: {}, savesCard: false }, NOON),
      );
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, turn) => make(turn % 2 ? one : other)),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it('goes on after its connections were cut', async () => {
    const order = await anOrder(one, await aBuyer(one));
    await cutConnections();
    const intent = await anIntent(one, order);
    const live = await one.transaction((tx) => findLiveIntent(tx, order.id));
    expect(live).toMatchObject({ id: intent.id });
  });

  it('does not lose connections that were cut before a transaction began', async () => {
    for (let time = 0; time < 3; time++) {
      // As many at once as there are connections, so that all of them are open, and then cut.
      const orders = Array.from({ length: 12 }, async () => anOrder(one, await aBuyer(one)));
      const [order] = await Promise.all(orders);
      if (!order) throw new Error('there is no order');
      await cutConnections();
      expect(await one.transaction((tx) => findLiveIntent(tx, order.id))).toBeNull();
    }
  });
});

async function cutConnections(): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await admin.end();
}
