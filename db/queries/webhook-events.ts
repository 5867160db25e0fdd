import { and, asc, count, desc, eq, gt, inArray, isNull, lte } from 'drizzle-orm';
import { builtOnce, given, insertOnce } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import { claimWork, finishWork, isWaiting, putOffWork, type DueWork } from './due-work';

export type WebhookEvent = Tables['webhookEvents']['$inferSelect'];

type NewEvent = Pick<
  WebhookEvent,
  'stripeEventId' | 'type' | 'apiVersion' | 'livemode' | 'payload'
> & {
  /** When it is tried again if whoever received it never came to an end with it. In ms. */
  nextTryAt: number;
};

const newEvent = insertOnce(
  ({ webhookEvents }) => webhookEvents,
  (insert) => insert.onConflictDoNothing().returning(),
);

/**
 * Writes an event down; `settledAs`, where it is given, marks it processed and says why nothing has to
 * be done. False where it came before, which stays as it is.
 */
export async function receiveEvent(
  tx: Transaction,
  event: NewEvent,
  at: number,
  settledAs: string | null = null,
): Promise<boolean> {
  const { stripeEventId, type, apiVersion, livemode, payload, nextTryAt } = event;
  const came = { stripeEventId, type, apiVersion, livemode, payload, receivedAt: at };
  const received = await newEvent(
    tx,
    settledAs === null
      ? { ...came, nextTryAt }
      : { ...came, processedAt: at, tries: 1, note: settledAs },
  );
  return received.length === 1;
}

/** Those of `stripeEventIds` that were received. */
export async function listEventsOf(
  db: Reader,
  stripeEventIds: readonly string[],
): Promise<WebhookEvent[]> {
  if (stripeEventIds.length === 0) return [];
  const { webhookEvents: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(inArray(t.stripeEventId, [...stripeEventIds]));
}

const eventById = builtOnce((db: Reader) => {
  const { webhookEvents: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(eq(t.stripeEventId, given(t.stripeEventId, 'stripeEventId')));
});

export async function findEvent(db: Reader, stripeEventId: string): Promise<WebhookEvent | null> {
  const [row] = await eventById(db, { stripeEventId });
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

// Whoever receives an event goes on with it at once, without a claim: a claim is a `nextTryAt` that
// is yet to come, as an event has from the start, and a try counts once it has ended.
const eventsIn = ({ tables }: Reader) =>
  ({
    table: tables.webhookEvents,
    key: 'stripeEventId',
    dueAt: 'nextTryAt',
    claimedUntil: null,
    finishedAt: 'processedAt',
    said: 'note',
    tries: 'tries',
    triesCountAt: 'end',
  }) satisfies DueWork<Tables['webhookEvents']>;

type DueEvent = Pick<WebhookEvent, 'stripeEventId' | 'nextTryAt'>;

/** Events to be tried again by now, the longest waiting first. */
export const listDueEvents = (db: Reader, at: number, limit: number): Promise<DueEvent[]> => {
  const { webhookEvents: t } = db.tables;
  return db
    .select({ stripeEventId: t.stripeEventId, nextTryAt: t.nextTryAt })
    .from(t)
    .where(isWaiting(eventsIn(db), at))
    .orderBy(asc(t.nextTryAt))
    .limit(limit);
};

/** One of many workers gets an event that it saw due at `at`, until `until`. In ms. */
export const claimEvent = (
  tx: Transaction,
  { stripeEventId, nextTryAt }: DueEvent,
  at: number,
  until: number,
): Promise<boolean> =>
  claimWork(tx, eventsIn(tx), { key: stripeEventId, dueAt: nextTryAt }, { at, until });

/** What a worker has to know of an event before it is its turn. */
export type ClaimedEvent = Pick<WebhookEvent, 'stripeEventId' | 'payload'>;

/** Takes events that are due at `at`, the longest waiting first, for one of many servers, until `until`. In ms. */
export async function claimDueEvents(
  tx: Transaction,
  { at, until, limit }: { at: number; until: number; limit: number },
): Promise<ClaimedEvent[]> {
  const { webhookEvents: t } = tx.tables;
  const due = await listDueEvents(tx, at, limit);
  if (due.length === 0) return [];
  const ids = due.map(({ stripeEventId }) => stripeEventId);
  return tx
    .update(t)
    .set({ nextTryAt: until })
    .where(and(inArray(t.stripeEventId, ids), isWaiting(eventsIn(tx), at)))
    .returning({ stripeEventId: t.stripeEventId, payload: t.payload });
}

/** These are anybody's from `at` on, in ms: whoever had them does not come to them. */
export async function giveBackEvents(
  tx: Transaction,
  stripeEventIds: readonly string[],
  at: number,
): Promise<void> {
  const { webhookEvents: t } = tx.tables;
  await tx
    .update(t)
    .set({ nextTryAt: at })
    .where(and(inArray(t.stripeEventId, [...stripeEventIds]), isNull(t.processedAt)));
}

/** The same for all whose turn comes by `until`: a claim cannot be told from a short pause. In ms. */
export async function giveBackEventsDueBy(
  tx: Transaction,
  { at, until }: { at: number; until: number },
): Promise<void> {
  const { webhookEvents: t } = tx.tables;
  await tx
    .update(t)
    .set({ nextTryAt: at })
    .where(and(gt(t.nextTryAt, at), lte(t.nextTryAt, until), isNull(t.processedAt)));
}

/** How many have been received and not been tried yet. */
export async function countUntried(db: Reader): Promise<number> {
  const { webhookEvents: t } = db.tables;
  const [row] = await db
    .select({ untried: count() })
    .from(t)
    .where(and(isNull(t.processedAt), eq(t.tries, 0)));
  return row?.untried ?? 0;
}

/** False where another delivery of the same event was processed meanwhile. */
export const markProcessed = (
  tx: Transaction,
  stripeEventId: string,
  note: string,
  at: number,
): Promise<boolean> => finishWork(tx, eventsIn(tx), stripeEventId, { at, said: note });

/** Says why an event is not processed, and when it is tried again; null for never. */
export const putOffEvent = (
  tx: Transaction,
  stripeEventId: string,
  note: string,
  nextTryAt: number | null,
): Promise<boolean> =>
  putOffWork(tx, eventsIn(tx), stripeEventId, { dueAt: nextTryAt, said: note });

export type InboxRow = Omit<WebhookEvent, 'payload' | 'emptiedAt'>;

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
