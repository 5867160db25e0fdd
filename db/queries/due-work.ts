import {
  and,
  eq,
  getTableColumns,
  isNull,
  lt,
  lte,
  or,
  sql,
  type Column,
  type SQL,
} from 'drizzle-orm';
import type { AnySQLiteColumn, SQLiteTable, SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import { builtOnce, given } from '../built-once';
import type { Transaction } from '../database';

type ColumnName<T extends SQLiteTable> = keyof T['$inferSelect'] & string;

/**
 * Work that waits in a table until it is due, for one of many workers: calls to Stripe, mails and
 * events. Each table has its own names for what all of them keep.
 */
export type DueWork<T extends SQLiteTable> = {
  table: T;
  key: ColumnName<T>;
  /** When a worker takes it up, in ms; null where none does (any more). */
  dueAt: ColumnName<T>;
  /** Until when a worker has it to itself, in ms; null for a table where a claim moves `dueAt`. */
  claimedUntil: ColumnName<T> | null;
  /** When it was done, in ms. */
  finishedAt: ColumnName<T>;
  /** What was last said of it, such as why it failed. */
  said: ColumnName<T>;
  tries: ColumnName<T>;
  /** Whether a try counts from its claim on, or once it has ended, where some begin without a claim. */
  triesCountAt: 'claim' | 'end';
};

/** A row of such a table, as a worker has read it. */
export type SeenWork = { key: string; dueAt: number | null };

function columnOf<T extends SQLiteTable>(work: DueWork<T>, name: ColumnName<T>): Column {
  const column = (getTableColumns(work.table) as Record<string, Column>)[name];
  if (!column) throw new Error(`no column ${name}`);
  return column;
}

const isUnfinished = <T extends SQLiteTable>(work: DueWork<T>, key: string | SQL) =>
  and(eq(columnOf(work, work.key), key), isNull(columnOf(work, work.finishedAt)));

/** Due at `at`, not done, and in nobody's hands. */
export function isWaiting<T extends SQLiteTable>(work: DueWork<T>, at: number): SQL | undefined {
  const claim = work.claimedUntil && columnOf(work, work.claimedUntil);
  return and(
    isNull(columnOf(work, work.finishedAt)),
    lte(columnOf(work, work.dueAt), at),
    claim ? or(isNull(claim), lt(claim, at)) : undefined,
  );
}

/**
 * Compare-and-set: one of many workers gets what it has seen to be due at `at`, and keeps it until
 * `until`. False where another was first, or where it was done or put off since. In ms.
 */
export function claimWork<T extends SQLiteTable>(
  tx: Transaction,
  work: DueWork<T>,
  seen: SeenWork,
  { at, until }: { at: number; until: number },
): Promise<boolean> {
  if (seen.dueAt === null) return Promise.resolve(false);
  return change(
    tx,
    work,
    {
      [work.claimedUntil ?? work.dueAt]: until,
      ...(work.triesCountAt === 'claim' && oneMoreTry(work)),
    },
    and(
      eq(columnOf(work, work.key), seen.key),
      // Where a claim moves it this is the compare; `at` may be a time that is yet to come.
      eq(columnOf(work, work.dueAt), seen.dueAt),
      isWaiting(work, at),
    ),
  );
}

/**
 * Has something tried again at `dueAt` (ms), or never by itself where that is null, and says why.
 * False where it was done meanwhile: that word stands.
 */
export const putOffWork = <T extends SQLiteTable>(
  tx: Transaction,
  work: DueWork<T>,
  key: string,
  { dueAt, said, also }: { dueAt: number | null; said: string; also?: Partial<T['$inferInsert']> },
): Promise<boolean> =>
  change(
    tx,
    work,
    { ...also, ...ended(work), [work.dueAt]: dueAt, [work.said]: said },
    isUnfinished(work, key),
  );

type Finish = (tx: Transaction, values: Record<string, unknown>) => Promise<unknown[]>;
const finishes = new WeakMap<SQLiteTable, Finish>();

function finishOf<T extends SQLiteTable>(work: DueWork<T>): Finish {
  const givenOf = (name: ColumnName<T>, as: string) =>
    given(columnOf(work, name) as AnySQLiteColumn, as);
  return builtOnce((tx: Transaction) => {
    const to = {
      ...ended(work),
      [work.dueAt]: null,
      [work.finishedAt]: givenOf(work.finishedAt, 'at'),
      [work.said]: givenOf(work.said, 'said'),
    };
    return changing(tx, work, to, isUnfinished(work, givenOf(work.key, 'key')));
  });
}

/** Done, at `at` (ms). False where another worker was done before: its word stands. */
export async function finishWork<T extends SQLiteTable>(
  tx: Transaction,
  work: DueWork<T>,
  key: string,
  { at, said }: { at: number; said: string | null },
): Promise<boolean> {
  const finish = finishes.get(work.table) ?? finishOf(work);
  finishes.set(work.table, finish);
  return (await finish(tx, { key, at, said })).length === 1;
}

const oneMoreTry = <T extends SQLiteTable>(work: DueWork<T>) => ({
  [work.tries]: sql`${columnOf(work, work.tries)} + 1`,
});

/** What the end of a try changes, whatever came of it. */
const ended = <T extends SQLiteTable>(work: DueWork<T>) => ({
  ...(work.claimedUntil && { [work.claimedUntil]: null }),
  ...(work.triesCountAt === 'end' && oneMoreTry(work)),
});

const changing = <T extends SQLiteTable>(
  tx: Transaction,
  { table }: DueWork<T>,
  to: Record<string, unknown>,
  where: SQL | undefined,
) =>
  tx
    .update(table)
    // The names were checked where the table was described.
    .set(to as SQLiteUpdateSetSource<T>)
    .where(where)
    .returning({ one: sql<number>`1` });

const change = async <T extends SQLiteTable>(
  ...what: Parameters<typeof changing<T>>
): Promise<boolean> => (await changing(...what)).length === 1;
