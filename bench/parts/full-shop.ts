import SqliteConnection from 'better-sqlite3';
import pg from 'pg';

export type Engine = 'sqlite' | 'postgres';

/** A shop takes an order a minute, whatever its size: what differs is for how long it has. In ms. */
const EVERY_MS = 60_000;

/** So many rows of each kind are over and not taken yet, on every shop: more than all rounds of a sweep take. */
export const OVER = 9_500;

const DAY_MS = 24 * 60 * 60_000;

/** Ids as they are in a shop of this size, counted from 1: the largest is the newest. */
export const orderId = (i: number): string => `order-${String(i).padStart(8, '0')}`;
export const userId = (i: number): string => `user-${String(i).padStart(8, '0')}`;

/** What one event carries once it is in the inbox, about as much as Stripe's own. */
const PAYLOAD = JSON.stringify({
  id: 'evt_filled',
  data: { object: { id: 'pi_filled', object: 'payment_intent', description: 'x'.repeat(1_500) } },
});

/**
 * A shop with as many orders in SQL that both engines speak: one person for ten of them, with a Customer, a card and a
 * session and an address; for each order where it goes, its intent, attempt, three lines of its timeline, a mail and three
 * events in the inbox. One in twenty was canceled, one in five hundred refunded, one in two thousand disputed, and ten
 * disputes are open. What is a day old was sent. Staff did something with one in a hundred.
 */
function statements(engine: Engine, orders: number, account: string): string[] {
  const people = orders / 10;
  const now = Date.now();
  const first = now - orders * EVERY_MS;
  const pad = (of: string) =>
    engine === 'sqlite' ? `printf('%08d', ${of})` : `lpad(cast(${of} as text), 8, '0')`;
  // A recursion is slow in Postgres, a row for each.
  const upTo = (most: number) =>
    engine === 'sqlite'
      ? `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${most})`
      : `with n(i) as (select generate_series(1::bigint, ${most}))`;
  const at = `(${first} + i * ${EVERY_MS})`;
  const isCanceled = 'i % 20 = 0';
  const refunded = `case when ${isCanceled} then 0 when i % 500 = 1 then 4800 when i % 500 = 2 then 100 else 0 end`;
  const dispute = `case when i > ${orders - 20} and i % 2 = 1 then 'needs_response' when i % 2000 = 3 then 'won' end`;
  const person = `'user-' || ${pad(`i % ${people} + 1`)}`;
  const order = `'order-' || ${pad('i')}`;
  // The oldest are over and wait to be taken; what is older than a month otherwise was taken long ago.
  const event = `(${first} + (i + 2) / 3 * ${EVERY_MS})`;
  const isOver = `i <= ${OVER}`;
  const longAgo = now - 45 * DAY_MS;
  const isKept = (of: string) => `${of} >= ${now - 29 * DAY_MS}`;

  const sent = `case when ${isCanceled} or ${at} > ${now - DAY_MS} then null else ${at} + ${DAY_MS} end`;
  const place = "'Ada', '1 Sea Street', 'Lisbon', '1100', 'PT'";

  return [
    `insert into users (id, email, name, role, created_at, email_verified_at)
      values ('staff', 'desk@example.com', 'Desk', 'staff', ${first}, ${first})`,
    `${upTo(people)} insert into users (id, email, name, role, created_at, email_verified_at)
      select 'user-' || ${pad('i')}, 'person-' || ${pad('i')} || '@example.com', 'Ada', 'buyer', ${first}, ${first} from n`,
    `${upTo(people)} insert into customers (id, user_id, stripe_account_id, livemode, create_key, create_parameters,
        stripe_customer_id, created_at)
      select 'customer-' || ${pad('i')}, 'user-' || ${pad('i')}, '${account}', false, 'customer-key-' || ${pad('i')},
        '{}', 'cus_' || ${pad('i')}, ${first} from n`,
    `${upTo(people)} insert into cards (id, user_id, customer_id, stripe_payment_method_id, brand, last4, exp_month,
        exp_year, funding, country, fingerprint, redisplay, setup_usage, state, is_default, created_at, updated_at)
      select 'card-' || ${pad('i')}, 'user-' || ${pad('i')}, 'customer-' || ${pad('i')}, 'pm_' || ${pad('i')}, 'visa',
        '4242', 12, 2034, 'credit', 'US', 'fp_' || ${pad('i')}, 'always', 'off_session', 'active', true, ${first}, ${first}
      from n`,
    `${upTo(people)} insert into sessions (id, user_id, user_agent, created_at, last_seen_at, ends_at, proved_at, proved_by)
      select 'session-' || ${pad('i')}, 'user-' || ${pad('i')}, 'A browser', ${now}, ${now}, ${now + 90 * DAY_MS}, ${now},
        'password' from n`,
    `${upTo(orders)} insert into orders (id, reference, user_id, customer_id, product_id, purchase_id, title, amount,
        currency, receipt_email, payment_state, refunded_amount, dispute, version, created_at, updated_at, paid_at,
        sent_at, holds_stock, is_preorder)
      select ${order}, ${pad('i')}, ${person}, 'customer-' || ${pad(`i % ${people} + 1`)}, p.id, 'purchase-' || ${pad('i')},
        p.title, 4800, 'eur', 'person-' || ${pad(`i % ${people} + 1`)} || '@example.com',
        case when ${isCanceled} then 'canceled' else 'paid' end, ${refunded}, ${dispute}, 3, ${at}, ${at} + 1000,
        case when ${isCanceled} then null else ${at} + 1000 end, ${sent}, false, false
      from n, (select id, title from products where slug = 'tideline') p`,
    `${upTo(people)} insert into addresses (id, user_id, name, line1, city, postal_code, country, is_default, created_at,
        updated_at)
      select 'address-' || ${pad('i')}, 'user-' || ${pad('i')}, ${place}, true, ${first}, ${first} from n`,
    `${upTo(orders)} insert into order_addresses (order_id, name, line1, city, postal_code, country)
      select ${order}, ${place} from n`,
    `${upTo(orders)} insert into intents (id, order_id, create_key, create_parameters, stripe_intent_id, saves_card,
        secret_is_out, ended_at, created_at)
      select 'intent-' || ${pad('i')}, ${order}, 'intent-key-' || ${pad('i')}, '{}', 'pi_' || ${pad('i')}, false, false,
        ${at} + 1000, ${at} from n`,
    `${upTo(orders)} insert into attempts (id, order_id, intent_id, number, kind, card_id, card_brand, card_last4, amount,
        currency, key, parameters, outcome, started_at, closed_at)
      select 'attempt-' || ${pad('i')}, ${order}, 'intent-' || ${pad('i')}, 1, 'create',
        'card-' || ${pad(`i % ${people} + 1`)}, 'visa', '4242', 4800, 'eur', 'intent-key-' || ${pad('i')}, '{}',
        case when ${isCanceled} then 'declined' else 'succeeded' end, ${at}, ${at} + 1000 from n`,
    ...['order_placed', 'attempt_started', 'payment_succeeded'].map(
      (type, n) => `${upTo(orders)} insert into order_events (id, order_id, type, data, at)
      select '${n}-event-' || ${pad('i')}, ${order}, '${type}', '{}', ${at} + ${n} from n`,
    ),
    `${upTo(orders)} insert into refunds (id, order_id, intent_id, amount, currency, reason, status, stripe_refund_id,
        created_at, updated_at)
      select 'refund-' || ${pad('i')}, ${order}, 'intent-' || ${pad('i')}, ${refunded}, 'eur', 'requested_by_customer',
        'succeeded', 're_' || ${pad('i')}, ${at}, ${at} from n where ${refunded} > 0`,
    `${upTo(orders)} insert into disputes (stripe_dispute_id, order_id, amount, currency, reason, status, opened_at, updated_at)
      select 'dp_' || ${pad('i')}, ${order}, 4800, 'eur', 'fraudulent', ${dispute}, ${at}, ${at} from n
      where ${dispute} is not null`,
    `${upTo(orders)} insert into mails (id, user_id, order_id, kind, news_key, recipient, data, sent_at, emptied_at, created_at)
      select 'mail-' || ${pad('i')}, ${person}, ${order}, 'receipt', 'receipt-' || ${pad('i')}, '', '{}', ${at},
        case when ${isOver} or ${isKept(at)} then null else ${at} + ${30 * DAY_MS} end,
        case when ${isOver} then ${longAgo} + i else ${at} end from n`,
    `${upTo(3 * orders)} insert into webhook_events (stripe_event_id, type, api_version, livemode, payload, received_at,
        processed_at, tries, note, emptied_at)
      select 'evt_' || ${pad('i')}, 'payment_intent.succeeded', '2026-10-28.endive', false,
        ${engine === 'sqlite' ? '' : 'cast('}case when ${isOver} or ${isKept(event)} then '${PAYLOAD}' else '{}' end${engine === 'sqlite' ? '' : ' as jsonb)'},
        case when ${isOver} then ${longAgo} else ${event} end, case when ${isOver} then ${longAgo} else ${event} + 50 end,
        1, 'order: succeeded', case when ${isOver} or ${isKept(event)} then null else ${event} + ${30 * DAY_MS} end from n`,
    `${upTo(orders / 100)} insert into staff_actions (id, staff_id, action, order_id, data, at)
      select 'action-' || ${pad('i')}, 'staff', 'send_order', 'order-' || ${pad('i * 100')}, '{}',
        ${first} + i * 100 * ${EVERY_MS} from n`,
    `${upTo(OVER)} insert into stripe_calls (key, operation, target, parameters, tries, finished_at, created_at)
      select 'call-' || ${pad('i')}, 'detach_card', 'pm_x', '{}', 1, ${longAgo}, ${longAgo} from n`,
  ];
}

/** Fills a database that was migrated, seeded and bound to its Stripe account. */
export async function fill(url: string, orders: number, account: string): Promise<void> {
  if (!url.startsWith('file:')) return fillPostgres(url, statements('postgres', orders, account));
  const connection = new SqliteConnection(url.replace(/^file:/, ''));
  for (const pragma of ['journal_mode = off', 'synchronous = off', 'foreign_keys = off']) {
    connection.pragma(pragma);
  }
  connection.pragma('cache_size = -500000');
  for (const statement of statements('sqlite', orders, account)) connection.exec(statement);
  connection.close();
}

async function fillPostgres(url: string, all: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('set session_replication_role = replica');
  for (const statement of all) await client.query(statement);
  // What its autovacuum does by and by.
  await client.query('vacuum analyze');
  await client.end();
}
