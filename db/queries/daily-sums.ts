import { and, asc, count, eq, gte, inArray, lt, lte, min, sql, type SQL } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { beginningOf, dayOf, DAY_MS } from '../../lib/domain/day';
import {
  differingSums,
  isNothing,
  noSums,
  plus,
  type DaySums,
  type Sums,
} from '../../lib/domain/daily-sums';
import type { Currency } from '../../lib/domain/money';
import { insertOnce } from '../built-once';
import type { Reader, Transaction } from '../database';
import { newId } from '../new-id';

const newChange = insertOnce(
  ({ sumChanges }) => sumChanges,
  (insert) => insert,
);

/**
 * Adds to the sums of the day of `at` (ms), in the transaction of the change: as a row of its own,
 * which nobody else writes. A row for each day, that every payment writes, would be one that all of
 * them wait for.
 */
export async function addToSums(
  tx: Transaction,
  { at, currency }: { at: number; currency: Currency },
  sums: Sums,
): Promise<void> {
  if (isNothing(sums)) return;
  await newChange(tx, { id: newId(), day: dayOf(at), currency, ...sums });
}

const sumsOf = ({ paidCount, paidAmount, refundedCount, refundedAmount, failedCount }: Sums) => ({
  ...{ paidCount, paidAmount, refundedCount, refundedAmount, failedCount },
});

/** Adds the oldest changes up into their days, and gives how many there were. */
export async function foldSums(tx: Transaction, limit: number, at: number): Promise<number> {
  const { sumChanges } = tx.tables;
  const changes = await tx.select().from(sumChanges).orderBy(asc(sumChanges.id)).limit(limit);
  if (changes.length === 0) return 0;
  // Who folds the same at once on another server finds them gone, and begins again.
  await tx.delete(sumChanges).where(
    inArray(
      sumChanges.id,
      changes.map(({ id }) => id),
    ),
  );
  const days = new Map<string, DaySums>();
  for (const { day, currency, ...sums } of changes) {
    const key = `${day} ${currency}`;
    days.set(key, { day, currency, ...plus(days.get(key) ?? noSums, sums) });
  }
  for (const key of [...days.keys()].sort()) {
    const sums = days.get(key);
    if (sums) await addToDay(tx, sums, at);
  }
  return changes.length;
}

async function addToDay(tx: Transaction, { day, currency, ...added }: DaySums, at: number) {
  const { dailySums: t } = tx.tables;
  const sums = sumsOf(added);
  const more = (column: AnySQLiteColumn, by: number): SQL => sql`${column} + ${by}`;
  await tx
    .insert(t)
    .values({ day, currency, ...sums, updatedAt: at })
    .onConflictDoUpdate({
      target: [t.day, t.currency],
      set: {
        paidCount: more(t.paidCount, sums.paidCount),
        paidAmount: more(t.paidAmount, sums.paidAmount),
        refundedCount: more(t.refundedCount, sums.refundedCount),
        refundedAmount: more(t.refundedAmount, sums.refundedAmount),
        failedCount: more(t.failedCount, sums.failedCount),
        updatedAt: at,
      },
    });
}

/**
 * The sums of some days, the first and the last included, with what is not added up yet: in one
 * statement, so that what is added up meanwhile is counted once.
 */
export async function listDaySums(db: Reader, from: string, to: string): Promise<DaySums[]> {
  const { dailySums, sumChanges } = db.tables;
  const columns = (t: typeof dailySums | typeof sumChanges) => ({
    day: t.day,
    currency: t.currency,
    paidCount: t.paidCount,
    paidAmount: t.paidAmount,
    refundedCount: t.refundedCount,
    refundedAmount: t.refundedAmount,
    failedCount: t.failedCount,
  });
  const added = db
    .select(columns(dailySums))
    .from(dailySums)
    .where(and(gte(dailySums.day, from), lte(dailySums.day, to)));
  const changes = db
    .select(columns(sumChanges))
    .from(sumChanges)
    .where(and(gte(sumChanges.day, from), lte(sumChanges.day, to)));
  const both = added.unionAll(changes).as('both');
  const rows = await db
    .select({
      day: both.day,
      currency: both.currency,
      paidCount: total(both.paidCount),
      paidAmount: total(both.paidAmount),
      refundedCount: total(both.refundedCount),
      refundedAmount: total(both.refundedAmount),
      failedCount: total(both.failedCount),
    })
    .from(both)
    .groupBy(both.day, both.currency)
    .orderBy(asc(both.day), asc(both.currency));
  return rows;
}

/** Postgres gives a sum of whole numbers as text. */
const total = (column: AnySQLiteColumn | SQL.Aliased<number>): SQL<number> =>
  sql<number>`sum(${column})`.mapWith(Number);

/** What the attempts and refunds say of a day, in both engines by an index of those that count. */
export async function deriveDay(db: Reader, day: string): Promise<DaySums[]> {
  const { attempts, refunds } = db.tables;
  const [from, to] = [beginningOf(day), beginningOf(day) + DAY_MS];
  const ended = await db
    .select({
      currency: attempts.currency,
      outcome: attempts.outcome,
      count: count(),
      amount: total(attempts.amount),
    })
    .from(attempts)
    .where(and(HAS_ENDED(db), gte(attempts.closedAt, from), lt(attempts.closedAt, to)))
    .groupBy(attempts.currency, attempts.outcome);
  const given = await db
    .select({ currency: refunds.currency, count: count(), amount: total(refunds.amount) })
    .from(refunds)
    .where(and(IS_GIVEN(db), gte(refunds.createdAt, from), lt(refunds.createdAt, to)))
    .groupBy(refunds.currency);
  const sums = new Map<Currency, Sums>();
  const add = (currency: Currency, more: Partial<Sums>) =>
    sums.set(currency, plus(sums.get(currency) ?? noSums, { ...noSums, ...more }));
  for (const { currency, outcome, count: of, amount } of ended) {
    if (outcome === 'succeeded') add(currency, { paidCount: of, paidAmount: amount });
    else add(currency, { failedCount: of });
  }
  for (const { currency, count: of, amount } of given) {
    add(currency, { refundedCount: of, refundedAmount: amount });
  }
  return [...sums].map(([currency, derived]) => ({ day, currency, ...derived }));
}

// In the words of the partial indexes: SQLite does not see through parameters.
const HAS_ENDED = ({ tables: { attempts } }: Reader): SQL =>
  sql`${attempts.outcome} in ('succeeded', 'declined')`;
const IS_GIVEN = ({ tables: { refunds } }: Reader): SQL =>
  sql`${refunds.status} in ('pending', 'requires_action', 'succeeded')`;

/** Where a day's sums differ from what the rows say. In a transaction, so that both are of one moment. */
export const differencesOf = async (tx: Transaction, day: string): Promise<string[]> =>
  differingSums(await listDaySums(tx, day, day), await deriveDay(tx, day));

/**
 * Makes a day's sums anew out of the rows, and tells where they differed. A payment that is written
 * at the same time is in neither what this sees nor what it takes away: it adds itself.
 */
export async function deriveSumsAnew(tx: Transaction, day: string, at: number): Promise<string[]> {
  const { dailySums, sumChanges } = tx.tables;
  const kept = await listDaySums(tx, day, day);
  const derived = await deriveDay(tx, day);
  await tx.delete(sumChanges).where(eq(sumChanges.day, day));
  await tx.delete(dailySums).where(eq(dailySums.day, day));
  if (derived.length > 0) {
    await tx.insert(dailySums).values(derived.map((sums) => ({ ...sums, updatedAt: at })));
  }
  return differingSums(kept, derived);
}

/** The first day from `from` on that rows or sums say anything of; null where there is none. */
export async function findDayWithSums(db: Reader, from: string): Promise<string | null> {
  const { attempts, refunds, dailySums, sumChanges } = db.tables;
  const at = beginningOf(from);
  const [[ended], [given], [kept], [changed]] = await Promise.all([
    db
      .select({ at: min(attempts.closedAt) })
      .from(attempts)
      .where(and(HAS_ENDED(db), gte(attempts.closedAt, at))),
    db
      .select({ at: min(refunds.createdAt) })
      .from(refunds)
      .where(and(IS_GIVEN(db), gte(refunds.createdAt, at))),
    db
      .select({ day: min(dailySums.day) })
      .from(dailySums)
      .where(gte(dailySums.day, from)),
    db
      .select({ day: min(sumChanges.day) })
      .from(sumChanges)
      .where(gte(sumChanges.day, from)),
  ]);
  const days = [
    ...[ended?.at, given?.at].map((time) => (time == null ? null : dayOf(Number(time)))),
    kept?.day,
    changed?.day,
  ].filter((day): day is string => typeof day === 'string');
  return days.sort()[0] ?? null;
}
