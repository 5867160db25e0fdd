/**
 * What the desk's list of orders costs among a million orders, as a ratio to the same among ten thousand, in one run on
 * SQLite. `npm run bench -- desk-orders [--quick]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SqliteConnection from 'better-sqlite3';
import { openDatabase } from '../db/client';
import type { Database } from '../db/database';
import { migrateDatabase } from '../db/migrate';
import { listDeskOrders } from '../db/queries/desk-orders';
import { anIntent, anOrder, aBuyer, NOON } from '../db/testing/rows';
import { searchOrders } from '../lib/desk/search-orders';
import type { OrderFilter } from '../lib/domain/order-filter';
import { newestPage, type PageRequest } from '../lib/domain/page';
import { median, tell } from './parts/figure';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const FEW = 10_000;
const MANY = values.quick ? 100_000 : 1_000_000;
const ROWS = 50;

/** Rounds that are measured; both databases take part in each, so that a busy machine slows down both. */
const ROUNDS = values.quick ? 60 : 300;
const WARM_UP = 30;

/** As many orders, five to a person, a minute apart; one in so many is declined, refunded or disputed. */
const FILL = `
  with recursive n(i) as (select 1 union all select i + 1 from n where i < @people)
  insert into users (id, email, name, role, created_at)
  select 'user-' || i, printf('person-%07d@example.com', i), 'Ada', 'buyer', 0 from n;

  with recursive n(i) as (select 1 union all select i + 1 from n where i < @orders)
  insert into orders (id, reference, user_id, customer_id, product_id, purchase_id, title, amount, currency,
    receipt_email, payment_state, refunded_amount, dispute, version, created_at, updated_at, holds_stock, is_preorder)
  select printf('order-%08d', i), printf('%08d', i), 'user-' || (i % @people + 1), o.customer_id, o.product_id,
    'purchase-' || i, o.title, o.amount, o.currency, o.receipt_email,
    case when i % 20 = 0 then 'declined' else 'paid' end,
    case when i % 500 = 1 then o.amount when i % 500 = 2 then 1 else 0 end,
    case when i % 2000 = 3 then 'needs_response' when i % 2000 = 4 then 'won' end,
    0, @noon + i * 60000, 0, 0, 0
  from n, (select * from orders limit 1) o;

  insert into intents (id, order_id, create_key, create_parameters, stripe_intent_id, saves_card, created_at)
  select 'intent-' || id, id, 'key-' || id, '{}', 'pi_' || reference, 0, created_at from orders
  where id like 'order-%';
`;

type Shop = { db: Database; orders: number };

async function openShop(folder: string, orders: number): Promise<Shop> {
  const file = join(folder, `${orders}.db`);
  await migrateDatabase(`file:${file}`);
  const db = openDatabase(`file:${file}`);
  await anIntent(db, await anOrder(db, await aBuyer(db)));
  const connection = new SqliteConnection(file);
  connection.pragma('synchronous = off');
  for (const statement of FILL.split(';').filter((text) => text.trim())) {
    // A plain number is bound as a real one, and 7 % 5.0 is 2.0 in an id.
    const values = { people: BigInt(orders / 5), orders: BigInt(orders), noon: BigInt(NOON) };
    const named = Object.entries(values).filter(([name]) => statement.includes(`@${name}`));
    connection.prepare(statement).run(Object.fromEntries(named));
  }
  connection.close();
  return { db, orders };
}

const page = ({ db }: Shop, filter: OrderFilter, request: PageRequest) =>
  listDeskOrders(db.read, { filter, among: 'all' }, request);

/** A page that has this part of all orders before it. */
const beyond = ({ orders }: Shop, part: number): PageRequest => {
  const i = Math.round(orders * (1 - part));
  const from = { at: NOON + i * 60_000, id: `order-${String(i).padStart(8, '0')}` };
  return { from, direction: 'older', limit: ROWS };
};

async function find({ db }: Shop, text: string) {
  const { among } = await searchOrders(db.read, text);
  return listDeskOrders(db.read, { filter: 'all', among }, newestPage(ROWS));
}

const middle = ({ orders }: Shop): string => String(orders / 2 + 7).padStart(8, '0');

const work: Record<string, (shop: Shop) => Promise<{ rows: unknown[] }>> = {
  'first page': (shop) => page(shop, 'all', newestPage(ROWS)),
  'page in the middle': (shop) => page(shop, 'all', beyond(shop, 0.5)),
  'page near the end': (shop) => page(shop, 'all', beyond(shop, 0.99)),
  'declined, first page': (shop) => page(shop, 'declined', newestPage(ROWS)),
  'declined, in the middle': (shop) => page(shop, 'declined', beyond(shop, 0.5)),
  'refunded, first rows': (shop) => page(shop, 'refunded', newestPage(10)),
  'needs attention, first rows': (shop) => page(shop, 'needs_attention', newestPage(3)),
  "search: Stripe's id": (shop) => find(shop, `pi_${middle(shop)}`),
  'search: an address': (shop) =>
    find(shop, `person-${String(shop.orders / 10).padStart(7, '0')}@`),
  'search: beginning of ten addresses': (shop) =>
    find(
      shop,
      `person-${String(shop.orders / 10)
        .padStart(7, '0')
        .slice(0, 6)}`,
    ),
};

async function time(shop: Shop, what: (shop: Shop) => Promise<{ rows: unknown[] }>) {
  const started = performance.now();
  const { rows } = await what(shop);
  const took = performance.now() - started;
  if (rows.length === 0) throw new Error('it found nothing, which is no work');
  return took;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cardkeep-bench-'));
  const [few, many] = [await openShop(folder, FEW), await openShop(folder, MANY)];
  for (const [name, what] of Object.entries(work)) {
    const times: Record<'few' | 'many', number[]> = { few: [], many: [] };
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const took = { few: await time(few, what), many: await time(many, what) };
      if (round < 0) continue;
      times.few.push(took.few);
      times.many.push(took.many);
    }
    const [a, b] = [median(times.many), median(times.few)];
    tell({
      figure: `The desk's orders among ${MANY.toLocaleString('en')}: ${name}`,
      ours: `${a.toFixed(2)} ms`,
      beside: `among ${FEW.toLocaleString('en')}: ${b.toFixed(2)} ms`,
      ratio: a / b,
      goal: '≤ 1.2',
    });
  }
  await Promise.all([few.db.close(), many.db.close()]);
  rmSync(folder, { recursive: true });
}

await main();
