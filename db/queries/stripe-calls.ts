import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, notInArray } from 'drizzle-orm';
import type { WrittenKey } from '../../lib/domain/ids';
import type { Reader, Tables, Transaction } from '../database';
import { newKey } from '../new-id';
import type { Json } from '../../lib/domain/json';
import type { StripeOperation } from '../types';
import { claimWork, finishWork, isWaiting, putOffWork, type DueWork } from './due-work';

type Row = Tables['stripeCalls']['$inferSelect'];
export type StripeCall = Omit<Row, 'key'> & { key: WrittenKey };

const withKey = (row: Row): StripeCall => ({ ...row, key: row.key as WrittenKey });

type NewCall = {
  operation: StripeOperation;
  target: string;
  parameters: Json;
  /** In ms; null where the request itself sends it and waits. */
  dueAt: number | null;
};

export async function writeCall(
  tx: Transaction,
  call: NewCall,
  at: number,
): Promise<{ key: WrittenKey }> {
  const key = newKey();
  await tx.insert(tx.tables.stripeCalls).values({ ...call, key, createdAt: at });
  return { key };
}

const callsIn = ({ tables }: Reader) =>
  ({
    table: tables.stripeCalls,
    key: 'key',
    dueAt: 'dueAt',
    claimedUntil: 'claimedUntil',
    finishedAt: 'finishedAt',
    said: 'lastError',
    tries: 'tries',
    triesCountAt: 'claim',
  }) satisfies DueWork<Tables['stripeCalls']>;

/** What takes a secret away that somebody may be trying cards with at this moment. */
const cancels = ['cancel_intent', 'cancel_setup'] as const satisfies readonly StripeOperation[];

/** Cancels first, however long anything else has waited. */
export async function listDueCalls(db: Reader, at: number, limit: number): Promise<StripeCall[]> {
  const urgent = await listDueCancels(db, at, limit);
  if (urgent.length === limit) return urgent;
  const { stripeCalls } = db.tables;
  const rows = await db
    .select()
    .from(stripeCalls)
    .where(and(isWaiting(callsIn(db), at), notInArray(stripeCalls.operation, [...cancels])))
    .orderBy(asc(stripeCalls.dueAt))
    .limit(limit - urgent.length);
  return [...urgent, ...rows.map(withKey)];
}

export async function listDueCancels(db: Reader, at: number, limit: number): Promise<StripeCall[]> {
  const { stripeCalls } = db.tables;
  const rows = await db
    .select()
    .from(stripeCalls)
    .where(and(isWaiting(callsIn(db), at), inArray(stripeCalls.operation, [...cancels])))
    .orderBy(asc(stripeCalls.dueAt))
    .limit(limit);
  return rows.map(withKey);
}

/** One of many workers gets a call that it saw due at `at`, and keeps it until `until`. In ms. */
export const claimCall = (
  tx: Transaction,
  call: Pick<StripeCall, 'key' | 'dueAt'>,
  at: number,
  until: number,
): Promise<boolean> => claimWork(tx, callsIn(tx), call, { at, until });

export const finishCall = (
  tx: Transaction,
  key: WrittenKey,
  at: number,
  lastError: string | null = null,
): Promise<boolean> => finishWork(tx, callsIn(tx), key, { at, said: lastError });

/** `renewsKey` where the old key would get no other answer. */
export const putOffCall = (
  tx: Transaction,
  key: WrittenKey,
  dueAt: number,
  lastError: string,
  renewsKey = false,
): Promise<boolean> =>
  putOffWork(tx, callsIn(tx), key, {
    dueAt,
    said: lastError,
    also: renewsKey ? { key: newKey() } : {},
  });

/**
 * The last call of its kind that was written down since then and never came to an end: whoever
 * sends it again with its key is told what the first time did. Null where there is none.
 */
export async function findOpenCall(
  db: Reader,
  operation: StripeOperation,
  target: string,
  since: number,
): Promise<StripeCall | null> {
  const { stripeCalls: t } = db.tables;
  const [row] = await db
    .select()
    .from(t)
    .where(
      and(
        eq(t.operation, operation),
        eq(t.target, target),
        isNull(t.finishedAt),
        gt(t.createdAt, since),
      ),
    )
    .orderBy(desc(t.createdAt))
    .limit(1);
  return row ? withKey(row) : null;
}

/** Whether a call of the worker's is not done yet. */
export async function isCallWaiting(
  db: Reader,
  operation: StripeOperation,
  target: string,
): Promise<boolean> {
  const { stripeCalls } = db.tables;
  const [row] = await db
    .select({ key: stripeCalls.key })
    .from(stripeCalls)
    .where(
      and(
        eq(stripeCalls.operation, operation),
        eq(stripeCalls.target, target),
        isNotNull(stripeCalls.dueAt),
        isNull(stripeCalls.finishedAt),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Takes back a call that nobody has claimed yet. False where it is too late. */
export async function takeBackCall(
  tx: Transaction,
  operation: StripeOperation,
  target: string,
): Promise<boolean> {
  const { stripeCalls } = tx.tables;
  const gone = await tx
    .delete(stripeCalls)
    .where(
      and(
        eq(stripeCalls.operation, operation),
        eq(stripeCalls.target, target),
        isNull(stripeCalls.finishedAt),
        isNull(stripeCalls.claimedUntil),
        eq(stripeCalls.tries, 0),
      ),
    )
    .returning({ key: stripeCalls.key });
  return gone.length > 0;
}
