import { countOpenAttempts, hasPaid } from '@/db/queries/attempts';
import type { Card } from '@/db/queries/cards';
import { listLiveSetups } from '@/db/queries/card-setups';
import { listGivenIntents } from '@/db/queries/intents';
import { writeCall } from '@/db/queries/stripe-calls';
import type { Reader, Transaction } from '@/db/database';
import { afterCommit } from '@/db/transaction-scope';
import type { StripeOperation } from '@/db/types';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { askForCancels } from '../wake';
import { addressKey } from './address-key';
import { count, fillUp, look, type Count, type Limit } from './count-uses';

const HOUR_S = 60 * 60;

/**
 * What holds up people who try out stolen cards. They need hundreds of tries; a buyer whose cards
 * are refused makes three or four and mistypes a few. An address gets more than a person, because
 * offices and trains share one.
 */
const limits = {
  setupsPerPerson: { name: 'card-setup-person', points: 10, seconds: HOUR_S },
  setupsPerAddress: { name: 'card-setup-address', points: 40, seconds: HOUR_S },
  failuresPerPerson: { name: 'failed-payment-person', points: 8, seconds: HOUR_S },
  failuresPerAddress: { name: 'failed-payment-address', points: 40, seconds: HOUR_S },
  // Counted from the failure that was one too many: the count above may be about to begin anew.
  holdsPerPerson: { name: 'held-up-person', points: 1, seconds: HOUR_S },
  holdsPerAddress: { name: 'held-up-address', points: 1, seconds: HOUR_S },
  // A browser that holds an intent's secret can confirm it without asking us: after five it is
  // taken away. No intent lives for longer than this counts.
  failuresPerIntent: { name: 'failed-intent', points: 5, seconds: 30 * 24 * HOUR_S },
  cancelsPerIntent: { name: 'worn-out-intent', points: 1, seconds: 30 * 24 * HOUR_S },
} satisfies Record<string, Limit>;

/** For tries that are still under way: they take seconds. In seconds. */
const SOON_S = 60;

/**
 * Keeps somebody from beginning a payment who has failed too often. Called in the transaction that
 * writes the attempt or the intent: it holds the person's count until that ends, so that tries at
 * once are looked at one after the other. What is under way may fail yet, and counts as if it had.
 * `besides` is the order that is paid, whose own open attempt gives way to this one. A saved card
 * that has paid before tells nobody anything: it goes on working, until it is declined meanwhile.
 * Throws Failure `payment_limit`.
 */
export async function refuseAfterFailures(
  tx: Transaction,
  userId: string,
  besides: string | null,
  at: number,
  saved: Card | null = null,
): Promise<void> {
  await refuse(tx, counting(tx), { userId, besides, at, saved });
}

/**
 * The same look where nothing is written yet, so that nothing is taken from somebody who will be
 * refused. It holds no count: whoever writes asks `refuseAfterFailures` again.
 * Throws Failure `payment_limit`.
 */
export const refuseBeforehand = (
  read: Reader,
  userId: string,
  besides: string | null,
  at: number,
  saved: Card | null = null,
): Promise<void> =>
  refuse(read, (limit, key) => look(read, limit, key), { userId, besides, at, saved });

/** How a count is read, and whether it is held by that. */
type Look = (limit: Limit, key: string) => Promise<Count>;

const counting =
  (tx: Transaction): Look =>
  (limit, key) =>
    count(tx, limit, key, 0);

type Tried = { userId: string; besides: string | null; at: number; saved: Card | null };

async function refuse(
  db: Reader,
  looked: Look,
  { userId, besides, at, saved }: Tried,
): Promise<void> {
  const { retryAfter: held, failed } = await holdOn(looked, userId);
  const retryAfter = held || (await underWay(db, failed, { userId, besides, at }));
  if (retryAfter === 0) return;
  // Whole seconds were rounded up: what was declined since is not to be missed.
  const since = at - Math.max(0, HOUR_S - retryAfter + 1) * 1000;
  if (saved && (await hasPaid(db, saved, since))) return;
  throw new Failure('payment_limit', { retryAfter });
}

/** For how long a person is held up, or whoever is where they are, and how often they have failed. */
type Hold = {
  /** 0 where they are not, in seconds. */
  retryAfter: number;
  failed: number;
};

async function holdOn(looked: Look, userId: string): Promise<Hold> {
  const own = [limits.failuresPerPerson, limits.holdsPerPerson];
  const all = [limits.failuresPerAddress, limits.holdsPerAddress];
  const address = addressKey();
  const hold: Hold = { retryAfter: 0, failed: 0 };
  for (const [counted, key] of [[own, userId] as const, [all, address] as const]) {
    if (key === null) continue;
    // The first of them is locked first by whoever counts, too.
    for (const limit of counted) {
      const { used, retryAfter } = await looked(limit, key);
      if (used >= limit.points) hold.retryAfter = Math.max(hold.retryAfter, retryAfter);
      if (limit === limits.failuresPerPerson) hold.failed = used;
    }
  }
  return hold;
}

/** For so long a person's tries that are under way must be waited for: 0 where they are few. */
async function underWay(
  db: Reader,
  failed: number,
  { userId, besides, at }: Omit<Tried, 'saved'>,
): Promise<number> {
  const startedAfter = at - limits.failuresPerPerson.seconds * 1000;
  const open = await countOpenAttempts(db, userId, { besides, startedAfter });
  return failed + open >= limits.failuresPerPerson.points ? SOON_S : 0;
}

/**
 * Asked last of all, when Stripe has told a secret and before it leaves for the browser: its person may
 * have failed too often since it was asked for. Then what it is for is canceled. `write` is what Stripe
 * told, which is written down either way.
 * Throws Failure `payment_limit`.
 */
export async function refuseSecret(
  userId: string,
  secretOf: Cancelable,
  write?: (tx: Transaction) => Promise<void>,
): Promise<void> {
  const retryAfter = await database().transaction(async (tx) => {
    const held = (await holdOn(counting(tx), userId)).retryAfter;
    await write?.(tx);
    if (held > 0) await takeAway(tx, secretOf, Date.now());
    return held;
  });
  if (retryAfter > 0) throw new Failure('payment_limit', { retryAfter });
}

/**
 * Counts that somebody begins to add a card, in the transaction that writes that down: a refusal
 * takes its count back with it. Throws Failure `card_limit` and `payment_limit`.
 */
export async function countSetup(tx: Transaction, userId: string, at: number): Promise<void> {
  await refuseAfterFailures(tx, userId, null, at);
  await countWithin(tx, limits.setupsPerPerson, userId);
  const address = addressKey();
  if (address !== null) await countWithin(tx, limits.setupsPerAddress, address);
}

async function countWithin(tx: Transaction, limit: Limit, key: string): Promise<void> {
  const { used, retryAfter } = await count(tx, limit, key);
  if (used > limit.points) throw new Failure('card_limit', { retryAfter });
}

/** A PaymentIntent or a SetupIntent, and the call that takes it away. */
type Cancelable = {
  stripeIntentId: string;
  cancel: Extract<StripeOperation, 'cancel_intent' | 'cancel_setup'>;
};

/** What has failed. */
type Failed = Cancelable & {
  userId: string;
  /** Where its secret was given to, as `addressKey` tells it. */
  givenTo?: string | null;
};

/**
 * Takes in that an intent has failed `total` times until now, however many of them were counted
 * before. An intent that has failed too often, or whose owner has, is canceled through the outbox.
 */
export async function countFailures(
  tx: Transaction,
  failed: Failed,
  total: number,
  at: number,
): Promise<void> {
  const { stripeIntentId } = failed;
  const { used: counted } = await count(tx, limits.failuresPerIntent, stripeIntentId, 0);
  await addFailures(tx, failed, total - counted, at);
}

/** The same where each failure is told by itself, once. */
export async function addFailures(
  tx: Transaction,
  failed: Failed,
  failures: number,
  at: number,
): Promise<void> {
  if (failures <= 0) return;
  const { userId, stripeIntentId } = failed;
  const ofIntent = await count(tx, limits.failuresPerIntent, stripeIntentId, failures);
  const own = await count(tx, limits.failuresPerPerson, userId, failures);
  const wasHeldUp = (await count(tx, limits.holdsPerPerson, userId, 0)).used > 0;
  // What only a webhook tells has no address of its own: it failed where its secret was given to.
  const address = addressKey() ?? failed.givenTo ?? null;
  if (address !== null) await countForAddress(tx, address, failures);
  const isOneTooMany = own.used >= limits.failuresPerPerson.points;
  if (isOneTooMany && !wasHeldUp) {
    await fillUp(tx, limits.holdsPerPerson, userId);
    await takeAllAway(tx, userId, at);
  }
  if (ofIntent.used >= limits.failuresPerIntent.points || isOneTooMany || wasHeldUp) {
    await takeAway(tx, failed, at);
  }
}

async function countForAddress(tx: Transaction, address: string, failures: number): Promise<void> {
  const { used } = await count(tx, limits.failuresPerAddress, address, failures);
  const isCrossing =
    used >= limits.failuresPerAddress.points && used - failures < limits.failuresPerAddress.points;
  if (isCrossing) await fillUp(tx, limits.holdsPerAddress, address);
}

/**
 * Whatever a person's browsers may still try cards on, besides what a bank is being asked about: that
 * goes with its first failure.
 */
async function takeAllAway(tx: Transaction, userId: string, at: number): Promise<void> {
  for (const { stripeIntentId, asked } of await listGivenIntents(tx, userId)) {
    if (stripeIntentId && !asked) {
      await takeAway(tx, { stripeIntentId, cancel: 'cancel_intent' }, at);
    }
  }
  for (const { stripeSetupIntentId } of await listLiveSetups(tx, userId)) {
    if (stripeSetupIntentId) {
      await takeAway(tx, { stripeIntentId: stripeSetupIntentId, cancel: 'cancel_setup' }, at);
    }
  }
}

/**
 * Has an intent canceled, once. The call goes out as soon as the transaction is through: until then
 * its holder tries one card after the other.
 */
async function takeAway(
  tx: Transaction,
  { stripeIntentId, cancel }: Cancelable,
  at: number,
): Promise<void> {
  if ((await count(tx, limits.cancelsPerIntent, stripeIntentId)).used > 1) return;
  const call = { operation: cancel, target: stripeIntentId, parameters: {}, dueAt: at };
  await writeCall(tx, call, at);
  afterCommit(askForCancels);
}
