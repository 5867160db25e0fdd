import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Reader, Tables, Transaction } from '../database';

export type WebhookEvent = Tables['webhookEvents']['$inferSelect'];

type NewEvent = Pick<
  WebhookEvent,
  'stripeEventId' | 'type' | 'apiVersion' | 'livemode' | 'payload'
>;

/** Writes an event down, or does nothing where it came before. */
export async function receiveEvent(tx: Transaction, event: NewEvent, at: number): Promise<void> {
  await tx
    .insert(tx.tables.webhookEvents)
    .values({ ...event, receivedAt: at })
    .onConflictDoNothing();
}

export async function findEvent(db: Reader, stripeEventId: string): Promise<WebhookEvent | null> {
  const { webhookEvents } = db.tables;
  const [row] = await db
    .select()
    .from(webhookEvents)
    .where(eq(webhookEvents.stripeEventId, stripeEventId));
  return row ?? null;
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
    .set({ processedAt: at, note, tries: sql`${webhookEvents.tries} + 1` })
    .where(and(eq(webhookEvents.stripeEventId, stripeEventId), isNull(webhookEvents.processedAt)))
    .returning({ id: webhookEvents.stripeEventId });
  return marked.length === 1;
}

export async function markFailed(
  tx: Transaction,
  stripeEventId: string,
  note: string,
): Promise<void> {
  const { webhookEvents } = tx.tables;
  await tx
    .update(webhookEvents)
    .set({ note, tries: sql`${webhookEvents.tries} + 1` })
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
