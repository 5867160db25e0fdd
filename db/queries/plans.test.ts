import { PGlite } from '@electric-sql/pglite';
import SqliteConnection from 'better-sqlite3';
import { drizzle as onSqlite } from 'drizzle-orm/better-sqlite3';
import { drizzle as onPostgres } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstPage } from '../../lib/domain/page';
import type { Transaction } from '../database';
import * as postgresTables from '../schema/postgres';
import * as sqliteTables from '../schema/sqlite';
import { openSqliteFile } from '../testing/engines';
import { cardDetails } from '../testing/rows';
import {
  countOpenAttempts,
  findOpenAttempt,
  findOpenAttemptWithCard,
  hasPaid,
  listAttempts,
  listUnanswered,
  setPaidCard,
} from './attempts';
import { listAddresses } from './addresses';
import { listAttention, listOpenAttention } from './attention';
import { listUnfinishedSetups } from './card-setups';
import { listPaidWith } from './card-history';
import { detachCardsOf, findTwin, listActiveCards } from './cards';
import { findCustomer } from './customers';
import { listDeskOrders } from './desk-orders';
import { listDisputes } from './disputes';
import { findPaidIntent, listIntents, listOtherLiveIntents } from './intents';
import { listDueMails, listMailsOfOrder } from './mails';
import { listOrdersToSend, listSentSince } from './sending';
import { findAddressesOfOrders } from './order-addresses';
import { listOrderEvents } from './order-events';
import {
  countLiveOrdersOf,
  countUnpaidOrders,
  findHeldOrder,
  findNewestOrderOf,
  listOrders,
} from './orders';
import { idsOfEvents, listAtStripe, readPerson } from './person';
import { listDueCharges, listOrdersNeeding } from './preorders';
import { listRefunds, listUnansweredRefunds } from './refunds';
import { tidy } from './retention';
import { listStaffActionsOfOrder } from './staff-actions';
import { isCallWaiting, listDueCalls } from './stripe-calls';
import { listUnderWay } from './under-way';
import { listOverdueOrders, listUnpaidSince } from './unpaid-orders';
import { countUntried, giveBackEventsDueBy, listDueEvents } from './webhook-events';

/** Tells the steps of a plan that read a whole table, or a whole index of one that grows. */
type Explain = { reading: (work: (tx: Transaction) => unknown) => Promise<string[]> };

/** Small however long the shop is open: what is under way, and what there is one of. */
const SHORT =
  /\b(attempts_one_open|attention_open|intents_one_live|mails_due|orders_charge_due|orders_disputed|orders_to_send|orders_unpaid|refunds_unanswered|refunds_under_way|stripe_calls_due|webhook_events_due|webhook_events_unprocessed)\b/;
/** What was kept for a month, which only somebody's own data is looked for in. */
const OF_A_MONTH = /\bwebhook_events_to_empty\b/;
const isLong = (step: string) => !SHORT.test(step) && !OF_A_MONTH.test(step);

type Asked = { text: string; parameters: unknown[] };
let asked: Asked[];
const logger = {
  logQuery: (text: string, parameters: unknown[]) => asked.push({ text, parameters }),
};

/** The statements that `work` sends; what comes back is empty. */
async function sent(tx: Transaction, work: (tx: Transaction) => unknown): Promise<Asked[]> {
  asked = [];
  await work(tx);
  expect(asked.length).toBeGreaterThan(0);
  return asked;
}

/** So many that an index of all of them is told from one of a person's. */
const SOME_CARDS = `
  set session_replication_role = replica;
  insert into cards (id, user_id, customer_id, stripe_payment_method_id, brand, last4, exp_month, exp_year, funding,
    redisplay, setup_usage, state, is_default, created_at, updated_at)
  select i, i, i, i, 'visa', '4242', 12, 2034, 'credit', 'always', 'none', 'active', false, 0, 0
  from generate_series(1, 1000) i;
  analyze cards;`;

const engines = {
  async SQLite(): Promise<Explain & { close: () => Promise<void> }> {
    const opened = await openSqliteFile();
    const connection = new SqliteConnection(opened.file);
    const tx = Object.assign(onSqlite(connection, { logger }), { tables: sqliteTables });
    return {
      async reading(work) {
        const all = await sent(tx as unknown as Transaction, work);
        const steps = all.flatMap(({ text, parameters }) =>
          (
            connection.prepare(`explain query plan ${text}`).all(...parameters) as {
              detail: string;
            }[]
          ).map(({ detail }) => detail),
        );
        return steps.filter((step) => /^SCAN (?!CONSTANT)/.test(step)).filter(isLong);
      },
      close: async () => {
        connection.close();
        await opened.close();
      },
    };
  },
  async Postgres() {
    const pglite = new PGlite();
    const driver = onPostgres(pglite, { logger });
    await migrate(driver, { migrationsFolder: 'db/migrations/postgres' });
    await pglite.exec(SOME_CARDS);
    // Tables are small here: whoever scans one all the same has no index that fits, and rows that are named by a few
    // ids would be found by reading all where that is one page.
    for (const way of ['seqscan', 'bitmapscan', 'mergejoin', 'hashjoin']) {
      await pglite.exec(`set enable_${way} = off`);
    }
    const tx = Object.assign(driver, { tables: postgresTables });
    return {
      async reading(work: (tx: Transaction) => unknown) {
        const steps: string[] = [];
        for (const { text, parameters } of await sent(tx as unknown as Transaction, work)) {
          const { rows } = await pglite.query<Record<string, string>>(
            `explain ${text}`,
            parameters,
          );
          const plan = rows.map((row) => row['QUERY PLAN'] ?? '');
          steps.push(
            ...plan.filter(
              (step, n) =>
                /Seq Scan on/.test(step) ||
                (/Index (Only )?Scan/.test(step) && !/Index Cond/.test(plan[n + 1] ?? '')),
            ),
          );
        }
        return steps.filter(isLong);
      },
      close: () => pglite.close(),
    };
  },
};

const over = { before: 1, at: 2 };
const within = { after: 1, before: 2, until: 2 };
const card = { id: 'card', userId: 'user', fingerprint: 'fp' };
const toSendPage = { from: { at: 5, id: 'x' }, direction: 'newer', limit: 50 } as const;
const deskPage = { from: null, direction: 'older', limit: 50 } as const;

const queries: Record<string, (tx: Transaction) => unknown> = {
  'orders of a person': (tx) => listOrders(tx, 'user', 50),
  'unpaid orders of a person': (tx) => countUnpaidOrders(tx, 'user'),
  'copies of a person': (tx) => countLiveOrdersOf(tx, 'user', 'product'),
  'the newest order of a print': (tx) => findNewestOrderOf(tx, 'user', 'product', 1),
  'a copy that is held': (tx) => findHeldOrder(tx, 'user', 'product'),
  'orders that need a card': (tx) => listOrdersNeeding(tx, 'card'),
  'addresses of a person': (tx) => listAddresses(tx, 'user'),
  'where orders go': (tx) => findAddressesOfOrders(tx, ['order', 'other']),
  'attempts of an order': (tx) => listAttempts(tx, 'order'),
  'the open attempt of an order': (tx) => findOpenAttempt(tx, 'order'),
  'an open attempt with a card': (tx) => findOpenAttemptWithCard(tx, 'card'),
  'open attempts of a person': (tx) =>
    countOpenAttempts(tx, 'user', { besides: 'order', startedAfter: 1 }),
  'whether a card has paid': (tx) => hasPaid(tx, card, 1),
  'the card that a browser paid with': (tx) => setPaidCard(tx, 'intent', 'card'),
  'the intent that paid': (tx) => findPaidIntent(tx, 'order'),
  'intents of an order': (tx) => listIntents(tx, 'order'),
  'other intents that could charge': (tx) => listOtherLiveIntents(tx, 'order', 'intent'),
  'a call that waits': (tx) => isCallWaiting(tx, 'cancel_intent', 'pi_1'),
  'the timeline of an order': (tx) => listOrderEvents(tx, 'order'),
  'refunds of an order': (tx) => listRefunds(tx, 'order'),
  'disputes of an order': (tx) => listDisputes(tx, 'order'),
  'what is owed of an order': (tx) => listAttention(tx, 'order'),
  'mails of an order': (tx) => listMailsOfOrder(tx, 'order'),
  'what staff did with an order': (tx) => listStaffActionsOfOrder(tx, 'order'),
  'orders that need attention': (tx) =>
    listDeskOrders(tx, { filter: 'needs_attention', among: 'all' }, deskPage),
  'orders to send': (tx) => listOrdersToSend(tx, firstPage(50, 'oldest')),
  'orders to send, further down': (tx) => listOrdersToSend(tx, toSendPage),
  'orders that were sent just now': (tx) => listSentSince(tx, 1, 50),
  'what is owed of some orders': (tx) => listOpenAttention(tx, ['order', 'other']),
  'cards of a person': (tx) => listActiveCards(tx, 'user'),
  'what a card has paid': (tx) => listPaidWith(tx, 'user', { ...card, customerId: 'customer' }, 6),
  'the same card once more': (tx) => findTwin(tx, 'customer', cardDetails()),
  'cards of a Customer that is gone': (tx) => detachCardsOf(tx, 'customer', 1),
  'the Customer of a person': (tx) =>
    findCustomer(tx, 'user', { stripeAccountId: 'acct_1', livemode: false }),
  'what is held of a person': (tx) => readPerson(tx, 'user'),
  'events about a person': (tx) => idsOfEvents(tx, 'user', ['order']),
  'what a person has at Stripe': (tx) => listAtStripe(tx, 'user'),
  'what is under way of a person': (tx) => listUnderWay(tx, 'user'),
  'unanswered attempts': (tx) => listUnanswered(tx, { startedBefore: 1, dueAt: 1 }, 50),
  'unanswered refunds': (tx) => listUnansweredRefunds(tx, { createdBefore: 1, now: 1 }, 50),
  'unfinished set-ups': (tx) => listUnfinishedSetups(tx, within, 50),
  'unpaid orders': (tx) => listUnpaidSince(tx, within, 50),
  'overdue orders': (tx) => listOverdueOrders(tx, { heldSince: 1, unchangedSince: 1 }, 50),
  'charges that are due': (tx) => listDueCharges(tx, 1, 50),
  'calls that are due': (tx) => listDueCalls(tx, 1, 50),
  'mails that are due': (tx) => listDueMails(tx, 1, 50),
  'events that are due': (tx) => listDueEvents(tx, 1, 50),
  'events that are given back': (tx) => giveBackEventsDueBy(tx, { at: 1, until: 2 }),
  'events that nobody has tried': (tx) => countUntried(tx),
  ...Object.fromEntries(
    Object.entries(tidy).map(([name, take]) => [
      `what is over: ${name}`,
      (tx: Transaction) => take(tx, over, 500),
    ]),
  ),
};

describe.each(Object.entries(engines))('on %s', (_, open) => {
  let engine: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  it.each(Object.entries(queries))(
    '%s: no table is read that grows with the shop',
    async (_what, work) => {
      expect(await engine.reading(work)).toEqual([]);
    },
  );
});
