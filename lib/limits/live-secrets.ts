import { listLiveSetups } from '@/db/queries/card-setups';
import { giveIntent, listGivenIntents } from '@/db/queries/intents';
import type { Transaction } from '@/db/database';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { roomBeside, type LiveSecret } from '../domain/live-secrets';
import { addressKey } from './address-key';

/**
 * A browser that holds a client secret tries cards without asking us. So a person holds three for
 * payments and three for cards at a time, however many tabs, orders and sessions there are.
 */

/** Another one could be given once so many of these are given up, which asks Stripe. */
export class NoRoom<T> extends Error {
  override name = 'NoRoom';
  constructor(
    readonly giveUp: number,
    /** Those that may go, in this order. */
    readonly of: readonly T[],
  ) {
    super('too many secrets live');
  }
}

/**
 * Notes that an intent's secret is about to reach its person's browser. Called in the transaction that
 * writes that down, after `refuseAfterFailures`, which keeps the same person's others waiting until it
 * ends. Throws NoRoom, and Failure `bank_waits` where nothing may be given up.
 */
export async function takeIntentPlace(
  tx: Transaction,
  userId: string,
  intent: { id: string; orderId: string },
  at: number,
): Promise<void> {
  const live = await listGivenIntents(tx, userId);
  const others = live.filter(({ orderId }) => orderId !== intent.orderId);
  leaveRoom(others, at);
  await giveIntent(tx, intent.id, { at, to: addressKey() });
}

/** Looks for a place before a set-up of a card is written down, in the same way. */
export async function findSetupPlace(tx: Transaction, userId: string, at: number): Promise<void> {
  const live = await listLiveSetups(tx, userId);
  // Whether a bank is asked about one stands at Stripe only: it is looked at before it goes.
  leaveRoom(
    live.map((each) => ({ ...each, givenAt: each.createdAt, asked: null })),
    at,
  );
}

function leaveRoom<T extends LiveSecret>(others: readonly T[], at: number): void {
  const room = roomBeside(others, at);
  if ('waitMs' in room) throw bankWaits(room.waitMs);
  if (room.giveUp > 0) throw new NoRoom(room.giveUp, room.of);
}

export const bankWaits = (waitMs: number): Failure =>
  new Failure('bank_waits', { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) });

/** Another server may take the place that was just made; after that somebody is trying. */
const TURNS = 3;

/** How long whoever lost a place that often should wait, in ms. */
const BUSY_MS = 10_000;

/** Gives one up: 0 where it is good for nothing any more, else how long it must be kept, in ms. */
type GivesUp<T> = (one: T) => Promise<number>;

/**
 * Runs a transaction that gives a secret out. Where the person holds too many, nothing is written:
 * the ones that were given longest ago are given up at Stripe, and the transaction is asked again.
 * Throws Failure `bank_waits`, and what the transaction and `givesUp` throw.
 */
export async function untilRoom<One, T>(
  userId: string,
  givesUp: GivesUp<One>,
  write: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const first = await orNoRoom(write);
  if (!(first instanceof NoRoom)) return first.written;
  // One after the other: tabs that press at once would give up what the other has just got.
  return inTurn(userId, async () => {
    for (let turn = 1; ; turn++) {
      const next = await orNoRoom(write);
      if (!(next instanceof NoRoom)) return next.written;
      if (turn > TURNS) throw bankWaits(BUSY_MS);
      await makeRoom(next as NoRoom<One>, givesUp);
    }
  });
}

/** The transaction of one that found no room has been taken back. */
async function orNoRoom<T>(
  write: (tx: Transaction) => Promise<T>,
): Promise<NoRoom<unknown> | { written: T }> {
  try {
    return { written: await database().transaction(write) };
  } catch (error) {
    if (error instanceof NoRoom) return error;
    throw error;
  }
}

async function makeRoom<One>({ giveUp, of }: NoRoom<One>, givesUp: GivesUp<One>): Promise<void> {
  let gone = 0;
  const waits: number[] = [];
  for (const one of of) {
    const waitMs = await givesUp(one);
    if (waitMs > 0) waits.push(waitMs);
    else if (++gone === giveUp) return;
  }
  throw bankWaits(Math.min(...waits));
}

/** So many presses of one person wait for the ones before: each asks Stripe two or three times. */
const IN_LINE_AT_MOST = 20;

const lines = new Map<string, { length: number; end: Promise<unknown> }>();

/** In this process only: on another server the transaction says that there is no room. */
async function inTurn<T>(userId: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(userId) ?? { length: 0, end: Promise.resolve() };
  if (line.length >= IN_LINE_AT_MOST) throw bankWaits(BUSY_MS);
  lines.set(userId, line);
  line.length += 1;
  const turn = line.end.then(work);
  line.end = turn.catch(() => undefined);
  try {
    return await turn;
  } finally {
    line.length -= 1;
    if (line.length === 0) lines.delete(userId);
  }
}
