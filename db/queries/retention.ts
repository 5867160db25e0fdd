import { and, eq, inArray, isNotNull, isNull, lt, lte, notExists, or, sql } from 'drizzle-orm';
import type { RetentionName } from '../../lib/domain/retention';
import type { Transaction } from '../database';
import { deleteSessionsUnseenSince } from './sessions';

/** What was over before `before` is taken at `at` (ms), so many rows at most. Gives how many it took. */
type Tidy = (
  tx: Transaction,
  over: { before: number; at: number },
  limit: number,
) => Promise<number>;

/** An event that nobody has processed keeps its payload: it may be tried again. */
const emptyPayloads: Tidy = async (tx, { before, at }, limit) => {
  const { webhookEvents: t } = tx.tables;
  const over = tx
    .select({ id: t.stripeEventId })
    .from(t)
    .where(and(isNotNull(t.processedAt), lt(t.processedAt, before), isNull(t.emptiedAt)))
    .limit(limit);
  const emptied = await tx
    .update(t)
    .set({ payload: {}, emptiedAt: at })
    .where(inArray(t.stripeEventId, over))
    .returning({ id: t.stripeEventId });
  return emptied.length;
};

/** The row stays: its key keeps the same news from being mailed again. */
const emptyMails: Tidy = async (tx, { before, at }, limit) => {
  const { mails: t } = tx.tables;
  const over = tx
    .select({ id: t.id })
    .from(t)
    .where(and(lt(t.createdAt, before), isNull(t.dueAt), isNull(t.emptiedAt)))
    .limit(limit);
  const emptied = await tx
    .update(t)
    .set({ recipient: '', data: {}, lastError: null, emptiedAt: at })
    .where(inArray(t.id, over))
    .returning({ id: t.id });
  return emptied.length;
};

const emptyCustomerRequests: Tidy = async (tx, { before }, limit) => {
  const { customers: t } = tx.tables;
  const over = tx
    .select({ id: t.id })
    .from(t)
    .where(
      and(
        lt(t.createdAt, before),
        isNotNull(t.stripeCustomerId),
        // As its index says it.
        sql`create_parameters <> '{}'`,
      ),
    )
    .limit(limit);
  const emptied = await tx
    .update(t)
    .set({ createParameters: {} })
    .where(inArray(t.id, over))
    .returning({ id: t.id });
  return emptied.length;
};

const deleteLimits: Tidy = async (tx, { before }, limit) => {
  const { rateLimits: t } = tx.tables;
  const over = tx
    .select({ key: t.key })
    .from(t)
    .where(lte(t.expire, new Date(before)))
    .limit(limit);
  return (await tx.delete(t).where(inArray(t.key, over)).returning({ key: t.key })).length;
};

const deleteTokens: Tidy = async (tx, { before }, limit) => {
  const { emailTokens: t } = tx.tables;
  const over = tx.select({ key: t.tokenHash }).from(t).where(lt(t.expiresAt, before)).limit(limit);
  return (await tx.delete(t).where(inArray(t.tokenHash, over)).returning({ key: t.tokenHash }))
    .length;
};

const deleteRuns: Tidy = async (tx, { before }, limit) => {
  const { reconciliations: t } = tx.tables;
  const over = tx.select({ id: t.id }).from(t).where(lt(t.startedAt, before)).limit(limit);
  return (await tx.delete(t).where(inArray(t.id, over)).returning({ id: t.id })).length;
};

const deleteCalls: Tidy = async (tx, { before }, limit) => {
  const { stripeCalls: t } = tx.tables;
  const over = tx
    .select({ key: t.key })
    .from(t)
    .where(and(isNotNull(t.finishedAt), lt(t.finishedAt, before)))
    .limit(limit);
  return (await tx.delete(t).where(inArray(t.key, over)).returning({ key: t.key })).length;
};

/** One whose order may still be charged to a card is left alone, and so is what it agreed to. */
const deleteEmptySetups: Tidy = async (tx, { before }, limit) => {
  const { cardSetups: t, consents, orders } = tx.tables;
  const ended = ['paid', 'canceled'] as const;
  const rows = await tx
    .select({ id: t.id })
    .from(t)
    .leftJoin(orders, eq(orders.id, t.orderId))
    .where(
      and(
        isNull(t.cardId),
        lt(t.createdAt, before),
        or(isNull(t.orderId), inArray(orders.paymentState, ended)),
        notExists(
          tx
            .select({ id: consents.id })
            .from(consents)
            .where(and(eq(consents.cardSetupId, t.id), isNotNull(consents.cardId))),
        ),
      ),
    )
    .limit(Math.min(limit, IDS_AT_ONCE));
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.delete(consents).where(inArray(consents.cardSetupId, ids));
  await tx.delete(t).where(inArray(t.id, ids));
  return ids.length;
};

/** SQLite takes some thousand values in one statement. */
const IDS_AT_ONCE = 500;

/** What takes each thing that is kept for a while only. */
export const tidy: Readonly<Record<RetentionName, Tidy>> = {
  limits: deleteLimits,
  eventPayloads: emptyPayloads,
  mailContents: emptyMails,
  sessions: (tx, { before }, limit) => deleteSessionsUnseenSince(tx, before, limit),
  emailTokens: deleteTokens,
  runs: deleteRuns,
  stripeCalls: deleteCalls,
  customerRequests: emptyCustomerRequests,
  emptySetups: deleteEmptySetups,
};
