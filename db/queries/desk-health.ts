import { and, asc, count, desc, eq, isNotNull, isNull, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Reader } from '../database';
import type { WebhookEvent } from './webhook-events';

/** Counting stops here: more than this is as bad, and a flood must not slow down the panel that tells of it. */
export const COUNTED = 1_000;

/** How many rows fit, by a partial index and up to `COUNTED` + 1. */
async function countSome(db: Reader, table: SQLiteTable, where: SQL | undefined): Promise<number> {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(table)
    .where(where)
    .limit(COUNTED + 1)
    .as('some');
  const [row] = await db.select({ count: count() }).from(some);
  return row?.count ?? 0;
}

export async function findLastEvent(
  db: Reader,
): Promise<Pick<WebhookEvent, 'type' | 'receivedAt' | 'payload'> | null> {
  const { webhookEvents: t } = db.tables;
  const [row] = await db
    .select({ type: t.type, receivedAt: t.receivedAt, payload: t.payload })
    .from(t)
    .orderBy(desc(t.receivedAt), desc(t.stripeEventId))
    .limit(1);
  return row ?? null;
}

/** Since when the oldest event waits to be processed; null where none does. */
export async function findOldestUnprocessed(db: Reader): Promise<number | null> {
  const { webhookEvents: t } = db.tables;
  const [row] = await db
    .select({ receivedAt: t.receivedAt })
    .from(t)
    .where(isNull(t.processedAt))
    .orderBy(asc(t.receivedAt))
    .limit(1);
  return row?.receivedAt ?? null;
}

export const countUnprocessed = (db: Reader): Promise<number> => {
  const { webhookEvents: t } = db.tables;
  return countSome(db, t, isNull(t.processedAt));
};

/** Payments that went out and were not answered. */
export const countUnknownAttempts = (db: Reader): Promise<number> => {
  const { attempts: t } = db.tables;
  return countSome(db, t, and(isNull(t.closedAt), eq(t.outcome, 'unknown')));
};

/** Refunds that went out and were not answered. */
export const countUnheardRefunds = (db: Reader): Promise<number> => {
  const { refunds: t } = db.tables;
  return countSome(db, t, sql`${t.status} in ('sending', 'unknown')`);
};

/** What is owed to somebody, and nobody of the staff has dealt with. */
export const countOpenAttention = (db: Reader): Promise<number> => {
  const { attention: t } = db.tables;
  return countSome(db, t, isNull(t.dealtWithAt));
};

/** Refunds from before `madeBefore` (ms) that are on their way still. */
export const countStuckRefunds = (db: Reader, madeBefore: number): Promise<number> => {
  const { refunds: t } = db.tables;
  return countSome(
    db,
    t,
    and(sql`${t.status} in ('pending', 'requires_action')`, lt(t.createdAt, madeBefore)),
  );
};

/** Calls to Stripe whose time has come. */
export const countDueCalls = (db: Reader, at: number): Promise<number> => {
  const { stripeCalls: t } = db.tables;
  return countSome(db, t, and(isNull(t.finishedAt), lte(t.dueAt, at)));
};

/** Mails that are not sent yet. */
export const countWaitingMails = (db: Reader): Promise<number> => {
  const { mails: t } = db.tables;
  return countSome(db, t, isNotNull(t.dueAt));
};
