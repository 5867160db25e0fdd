import SqliteConnection from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anyTime,
  orderFilters,
  type OrderFilter,
  type Placed,
} from '../../lib/domain/order-filter';
import { firstPage, newestPage, type PageRequest } from '../../lib/domain/page';
import type { Reader } from '../database';
import * as tables from '../schema/sqlite';
import { openSqliteFile } from '../testing/engines';
import { listInbox } from './desk-inbox';
import { countDeskOrders, listDeskOrders, type Among } from './desk-orders';
import { deriveDay, findDayWithSums, listDaySums } from './daily-sums';
import { listNotesOf, listNotesOfOrder } from './notes';
import { listOrdersToSend } from './sending';
import { findOrderIdByReference, listUserIdsByEmail } from './desk-search';

type Asked = { text: string; parameters: unknown[] };

let connection: SqliteConnection.Database;
let db: Reader;
let asked: Asked[];
let close: () => Promise<void>;

beforeAll(async () => {
  const opened = await openSqliteFile();
  connection = new SqliteConnection(opened.file);
  const logger = {
    logQuery: (text: string, parameters: unknown[]) => asked.push({ text, parameters }),
  };
  const driver = drizzle(connection, { logger });
  db = { select: driver.select.bind(driver), tables } as unknown as Reader;
  close = async () => {
    connection.close();
    await opened.close();
  };
});
afterAll(() => close());

/** How SQLite would answer what `work` asks: one line per step, the queries themselves beside it. */
async function planOf(
  work: (db: Reader) => Promise<unknown>,
): Promise<{ steps: string[]; texts: string[] }> {
  asked = [];
  await work(db);
  const steps = asked.flatMap(({ text, parameters }) => {
    const plan = connection.prepare(`explain query plan ${text}`).all(...parameters);
    return (plan as { detail: string }[]).map(({ detail }) => detail);
  });
  return { steps, texts: asked.map(({ text }) => text) };
}

const deep: PageRequest = { from: { at: 5, id: 'x' }, direction: 'older', limit: 50 };
const requests: readonly (readonly [string, PageRequest])[] = [
  ['the first page', newestPage(50)],
  ['a deep page', deep],
  ['a deep page, backwards', { ...deep, direction: 'newer' }],
];

const indexOf: Record<OrderFilter, RegExp> = {
  all: /orders_latest/,
  needs_attention: /orders_disputed/,
  scheduled: /orders_by_state/,
  awaiting_payment: /orders_by_state/,
  authenticating: /orders_by_state/,
  processing: /orders_by_state/,
  paid: /orders_by_state/,
  declined: /orders_by_state/,
  canceled: /orders_by_state/,
  partially_refunded: /orders_refunded_partly/,
  refunded: /orders_refunded_whole/,
  disputed: /orders_disputed/,
};

const days: readonly (readonly [string, Placed])[] = [
  ['of any day', anyTime],
  ['from a day on', { from: 3, before: null }],
  ['until a day', { from: null, before: 9 }],
  ['of some days', { from: 3, before: 9 }],
];
const all = requests.flatMap(([which, request]) =>
  days.map(([when, placed]) => [`${which} ${when}`, request, placed] as const),
);

describe.each(all)("%s of the desk's orders", (_which, request, placed) => {
  const plan = (filter: OrderFilter, among: Among = 'all') =>
    planOf((reader) => listDeskOrders(reader, { filter, among, placed }, request));

  it.each(orderFilters.filter((filter) => filter !== 'needs_attention'))(
    '%s walks along its index, sorts nothing and skips nothing',
    async (filter) => {
      const { steps, texts } = await plan(filter);
      const [orders = ''] = steps;
      expect(orders).toMatch(indexOf[filter]);
      // From a place in the index on, not from its beginning.
      if (request.from) expect(orders).toMatch(/^SEARCH .*\(created_at,id\)[<>]\(\?,\?\)/);
      if (placed !== anyTime) expect(orders).toMatch(/^SEARCH .*created_at/);
      // No further than the days go, either.
      const isBetween =
        placed.from !== null && (placed.before !== null || request.from?.at !== undefined);
      if (isBetween && (!request.from || request.direction === 'older')) {
        expect(orders).toMatch(/>.*<|<.*>/);
      }
      expect(steps.filter((step) => /TEMP B-TREE/.test(step))).toEqual([]);
      expect(steps.filter((step) => /^SCAN (?!orders USING INDEX)/.test(step))).toEqual([]);
      expect(texts.join()).not.toMatch(/offset/i);
    },
  );

  it('needing attention reads short lists, never all orders', async () => {
    const { steps } = await plan('needs_attention');
    expect(steps.join('\n')).toMatch(/orders_disputed/);
    expect(steps.join('\n')).toMatch(/attempts_one_open/);
    expect(steps.join('\n')).toMatch(/refunds_unanswered/);
    expect(steps.join('\n')).toMatch(/refunds_under_way/);
    expect(steps.join('\n')).toMatch(/attention_open/);
    expect(
      steps.filter((step) => /^SCAN orders(?! USING INDEX orders_disputed)/.test(step)),
    ).toEqual([]);
  });

  it('of some people are found by who bought them', async () => {
    const { steps } = await plan('all', { userIds: ['a', 'b'] });
    const orders = steps.find((step) => step.includes('orders'));
    expect(orders).toMatch(/^SEARCH orders USING INDEX \w+ \(user_id=\?/);
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  });
});

it.each([
  ['the first page', firstPage(50, 'oldest')],
  ['a deep page', { ...deep, direction: 'newer' }],
  ['a deep page, backwards', deep],
] as const)(
  '%s of what is to be sent walks along its own index and sorts nothing',
  async (_, request) => {
    const { steps } = await planOf((reader) => listOrdersToSend(reader, request));
    expect(steps[0]).toMatch(/^(SEARCH|SCAN) orders USING INDEX orders_to_send/);
    if (request.from) expect(steps[0]).toMatch(/\(paid_at,id\)[<>]\(\?,\?\)/);
    expect(steps.filter((step) => /TEMP B-TREE/.test(step))).toEqual([]);
  },
);

it.each([
  ['a reference', (reader: Reader) => findOrderIdByReference(reader, 'ABCDEFGH')],
  ['the beginning of an address', (reader: Reader) => listUserIdsByEmail(reader, 'ada', 200)],
  ['notes about a person', (reader: Reader) => listNotesOf(reader, 'a', deep)],
  ['notes about an order', (reader: Reader) => listNotesOfOrder(reader, 'a', deep)],
  ['the inbox', (reader: Reader) => listInbox(reader, { onlyUnprocessed: false }, deep)],
  ['what is unprocessed', (reader: Reader) => listInbox(reader, { onlyUnprocessed: true }, deep)],
] as const)('%s is looked up in an index', async (_what, work) => {
  const { steps } = await planOf(work);
  expect(steps[0]).toMatch(/^SEARCH \w+ USING (COVERING )?INDEX/);
});

it.each(
  orderFilters
    .filter((filter) => filter !== 'needs_attention')
    .flatMap((filter) => days.map(([when, placed]) => [filter, when, placed] as const)),
)('%s %s are counted along the same index, and no further than anybody reads', async (...asked) => {
  const [filter, , placed] = asked;
  const { steps, texts } = await planOf((reader) =>
    countDeskOrders(reader, { filter, among: 'all', placed }),
  );
  expect(texts.join()).toMatch(/limit/i);
  // All of them are as good along any index.
  if (filter !== 'all' || placed !== anyTime) {
    expect(steps.join('\n')).toMatch(indexOf[filter]);
    expect(steps.filter((step) => /^SCAN orders(?! USING)/.test(step))).toEqual([]);
  }
});

it.each([
  [
    'the sums of days',
    (reader: Reader) => listDaySums(reader, '2027-05-01', '2027-05-31'),
    [/daily_sums USING INDEX \w+ \(day>/, /sum_changes USING INDEX sum_changes_of_day \(day>/],
  ],
  [
    'what a day’s rows say',
    (reader: Reader) => deriveDay(reader, '2027-05-01'),
    [
      /attempts USING INDEX attempts_ended \(closed_at>\? AND closed_at<\?\)/,
      /refunds USING INDEX refunds_given \(created_at>\? AND created_at<\?\)/,
    ],
  ],
  [
    'the next day that has any',
    (reader: Reader) => findDayWithSums(reader, '2027-05-01'),
    [/attempts_ended/, /refunds_given/, /daily_sums.*\(day>/, /sum_changes_of_day/],
  ],
] as const)('%s are read by their days, never all rows', async (_what, work, indexes) => {
  const { steps } = await planOf(work);
  for (const index of indexes) expect(steps.join('\n')).toMatch(index);
  expect(
    steps.filter((step) => /^SCAN (attempts|refunds|daily_sums|sum_changes)/.test(step)),
  ).toEqual([]);
});
