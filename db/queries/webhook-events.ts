import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Reader, Tables, Transaction } from '../database';

export type WebhookEvent = Tables['webhookEvents']['$inferSelect'];

type NewEvent = Pick<
  WebhookEvent,
  'stripeEventId' | 'type' | 'apiVersion' | 'livemode' | 'payload'
> & {
  /** When it is tried again if whoever received it never came to an end with it. In ms. */
  nextTryAt: number;
};

/** Writes an event down. False where it came before, which stays as it is. */
export async function receiveEvent(tx: Transaction, event: NewEvent, at: number): Promise<boolean> {
  const { webhookEvents } = tx.tables;
  const { stripeEventId, type, apiVersion, livemode, payload, nextTryAt } = event;
  const received = await tx
    .insert(webhookEvents)
    .values({ stripeEventId, type, apiVersion, livemode, payload, nextTryAt, receivedAt: at })
    .onConflictDoNothing()
    .returning({ id: webhookEvents.stripeEventId });
  return received.length === 1;
}

export async function findEvent(db: Reader, stripeEventId: string): Promise<WebhookEvent | null> {
  const { webhookEvents } = db.tables;
  const [row] = await db
    .select()
    .from(webhookEvents)
    .where(eq(webhookEvents.stripeEventId, stripeEventId));
  return row ?? null;
}

/** SQLite takes some thousand values in one statement; a day's events can be more. */
const IDS_AT_ONCE = 500;

/** Those of these ids that have been received, whatever came of them. */
export async function listReceived(
  db: Reader,
  stripeEventIds: readonly string[],
): Promise<string[]> {
  const { webhookEvents } = db.tables;
  const received: string[] = [];
  for (let from = 0; from < stripeEventIds.length; from += IDS_AT_ONCE) {
    const some = stripeEventIds.slice(from, from + IDS_AT_ONCE);
    const rows = await db
      .select({ id: webhookEvents.stripeEventId })
      .from(webhookEvents)
      .where(inArray(webhookEvents.stripeEventId, some));
    received.push(...rows.map(({ id }) => id));
  }
  return received;
}

type DueEvent = { stripeEventId: string; nextTryAt: number | null };

/** Events to be tried again by now, the longest waiting first. */
export const listDueEvents = (db: Reader, at: number, limit: number): Promise<DueEvent[]> => {
  const { webhookEvents: t } = db.tables;
  return db
    .select({ stripeEventId: t.stripeEventId, nextTryAt: t.nextTryAt })
    .from(t)
    .where(lte(t.nextTryAt, at))
    .orderBy(asc(t.nextTryAt))
    .limit(limit);
};

/** Compare-and-set on the time that was read: one of many workers gets an event, until `until`. */
export async function claimEvent(
  tx: Transaction,
  { stripeEventId, nextTryAt }: DueEvent,
  until: number,
): Promise<boolean> {
  if (nextTryAt === null) return false;
  const { webhookEvents: t } = tx.tables;
  const claimed = await tx
    .update(t)
    .set({ nextTryAt: until })
    .where(and(eq(t.stripeEventId, stripeEventId), eq(t.nextTryAt, nextTryAt)))
    .returning({ id: t.stripeEventId });
  return claimed.length === 1;
}

/** Compare-and-set: false where another delivery of the same event was processed meanwhile. */
export async function markProcessed(
  tx: Transaction,
  stripeEventId: string,
  note: string,
  at: number,
): Promise<boolean> {
  const { webhookEvents } = tx.tables;
  const marked = await tx
    .update(webhookEvents)
    .set({ processedAt: at, nextTryAt: null, note, tries: sql`${webhookEvents.tries} + 1` })
    .where(and(eq(webhookEvents.stripeEventId, stripeEventId), isNull(webhookEvents.processedAt)))
    .returning({ id: webhookEvents.stripeEventId });
  return marked.length === 1;
}

/** Says why an event is not processed, and when it is tried again; null for never. */
export async function putOffEvent(
  tx: Transaction,
  stripeEventId: string,
  note: string,
  nextTryAt: number | null,
): Promise<void> {
  const { webhookEvents } = tx.tables;
  await tx
    .update(webhookEvents)
    .set({ note, nextTryAt, tries: sql`${webhookEvents.tries} + 1` })
    .where(and(eq(webhookEvents.stripeEventId, stripeEventId), isNull(webhookEvents.processedAt)));
}

export type InboxRow = Omit<WebhookEvent, 'payload'>;

/** The latest events, without what they carry. */
export const listEvents = (db: Reader, limit: number): Promise<InboxRow[]> => {
  const { webhookEvents: t } = db.tables;
  return db
    .select({
      stripeEventId: t.stripeEventId,
      type: t.type,
      apiVersion: t.apiVersion,
      livemode: t.livemode,
      receivedAt: t.receivedAt,
      processedAt: t.processedAt,
      tries: t.tries,
      note: t.note,
      nextTryAt: t.nextTryAt,
    })
    .from(t)
    .orderBy(desc(t.receivedAt))
    .limit(limit);
};
