import {
  and,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  like,
  ne,
  sql,
  type Column,
} from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Reader, Tables } from '../database';
import { personalData, type Owner } from '../personal-data';

/** SQLite takes some thousand values in one statement; somebody may have more orders. */
export const IDS_AT_ONCE = 500;

type Name = keyof Tables;
type Row = Record<string, unknown>;

/** All that is held of a person, by table: the columns that are theirs, and no hash and no key. */
export async function readPerson(db: Reader, userId: string): Promise<Record<string, Row[]>> {
  const orderIds = await idsOfOrders(db, userId);
  const eventIds = await idsOfEvents(db, userId, orderIds);
  const owners: Record<Owner, readonly string[]> = {
    id: [userId],
    userId: [userId],
    staffId: [userId],
    orderId: orderIds,
    event: eventIds,
  };
  const found: Record<string, Row[]> = {};
  for (const [name, personal] of Object.entries(personalData)) {
    if (!personal) continue;
    const rows = await rowsOf(db, db.tables[name as Name], personal.of, owners[personal.of]);
    const told = Object.entries(personal.columns).flatMap(([column, kind]) =>
      kind === 'told' || kind === 'booked' ? [column] : [],
    );
    found[name] = rows.map((row) =>
      Object.fromEntries(told.map((key) => [key, withoutSecrets(row[key])])),
    );
  }
  return found;
}

/** Together all events whose payload is there, each in the words of an index that has no others. */
const keptPayloads = ({ tables: { webhookEvents: t } }: Reader) => [
  isNull(t.processedAt),
  and(isNotNull(t.processedAt), isNull(t.emptiedAt)),
];

/** What stands inside of what Stripe told: a key of ours, and what is made of a card's number. */
const SECRETS = ['idempotency_key', 'fingerprint', 'client_secret'];

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).filter(([name]) => !SECRETS.includes(name));
  return Object.fromEntries(fields.map(([name, inner]) => [name, withoutSecrets(inner)]));
}

async function rowsOf(
  db: Reader,
  table: SQLiteTable,
  of: Owner,
  ids: readonly string[],
): Promise<Row[]> {
  const columns = getTableColumns(table) as Record<string, Column>;
  const column = columns[of === 'event' ? 'stripeEventId' : of];
  if (!column) throw new Error(`no column ${of}`);
  const rows: Row[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const some = ids.slice(from, from + IDS_AT_ONCE);
    rows.push(...(await db.select().from(table).where(inArray(column, some))));
  }
  return rows;
}

export async function idsOfOrders(db: Reader, userId: string): Promise<string[]> {
  const { orders } = db.tables;
  const rows = await db.select({ id: orders.id }).from(orders).where(eq(orders.userId, userId));
  return rows.map(({ id }) => id);
}

/**
 * Events that carry something of a person's, found by the ids in them: no column says whose an event
 * is. Looks through the payloads of a month, which is for a rare deed.
 */
export async function idsOfEvents(
  db: Reader,
  userId: string,
  orderIds: readonly string[],
): Promise<string[]> {
  const { customers, cards, cardSetups, intents, webhookEvents: t } = db.tables;
  const rows = [
    ...(await db
      .select({ id: customers.stripeCustomerId })
      .from(customers)
      .where(eq(customers.userId, userId))),
    ...(await db
      .select({ id: cards.stripePaymentMethodId })
      .from(cards)
      .where(eq(cards.userId, userId))),
    ...(await db
      .select({ id: cardSetups.stripeSetupIntentId })
      .from(cardSetups)
      .where(eq(cardSetups.userId, userId))),
  ];
  for (const row of await rowsOf(db, intents, 'orderId', orderIds)) {
    rows.push({ id: row.stripeIntentId as string | null });
  }
  const found = new Set<string>();
  for (const { id } of rows) {
    if (id === null) continue;
    for (const kept of keptPayloads(db)) {
      const events = await db
        .select({ id: t.stripeEventId })
        .from(t)
        .where(and(kept, like(sql`cast(${t.payload} as text)`, `%"${id}"%`)));
      for (const event of events) found.add(event.id);
    }
  }
  return [...found].sort();
}

/** Customers and cards of a person that are at Stripe still, as far as we know. */
export async function listAtStripe(
  db: Reader,
  userId: string,
): Promise<{ customers: string[]; cards: string[] }> {
  const { customers, cards } = db.tables;
  const linked = await db
    .select({ id: customers.stripeCustomerId })
    .from(customers)
    .where(and(eq(customers.userId, userId), isNull(customers.deletedAt)));
  const attached = await db
    .select({ id: cards.stripePaymentMethodId })
    .from(cards)
    .where(and(eq(cards.userId, userId), ne(cards.state, 'detached')));
  return {
    customers: linked.flatMap(({ id }) => (id === null ? [] : [id])),
    cards: attached.map(({ id }) => id),
  };
}
