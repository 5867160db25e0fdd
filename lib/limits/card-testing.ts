import { countOpenAttempts } from '@/db/queries/attempts';
import { writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';
import type { StripeOperation } from '@/db/types';
import { Failure } from '../domain/failure';
import { currentAddress } from '../request-scope';
import { count, type Count, type Limit } from './count-uses';

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
 * `besides` is the order that is paid, whose own open attempt gives way to this one.
 * Throws Failure `payment_limit`.
 */
export async function refuseAfterFailures(
  tx: Transaction,
  userId: string,
  besides: string | null,
  at: number,
): Promise<void> {
  const own = await count(tx, limits.failuresPerPerson, userId, 0);
  refuseAt(limits.failuresPerPerson, own);
  const startedAfter = at - limits.failuresPerPerson.seconds * 1000;
  const used = own.used + (await countOpenAttempts(tx, userId, { besides, startedAfter }));
  refuseAt(limits.failuresPerPerson, { used, retryAfter: SOON_S });
  const address = currentAddress();
  if (address === null) return;
  const all = await count(tx, limits.failuresPerAddress, address, 0);
  refuseAt(limits.failuresPerAddress, all);
}

function refuseAt({ points }: Limit, { used, retryAfter }: Count): void {
  if (used >= points) throw new Failure('payment_limit', { retryAfter });
}

/**
 * Counts that somebody begins to add a card, in the transaction that writes that down: a refusal
 * takes its count back with it. Throws Failure `card_limit` and `payment_limit`.
 */
export async function countSetup(tx: Transaction, userId: string, at: number): Promise<void> {
  await refuseAfterFailures(tx, userId, null, at);
  await countWithin(tx, limits.setupsPerPerson, userId);
  const address = currentAddress();
  if (address !== null) await countWithin(tx, limits.setupsPerAddress, address);
}

async function countWithin(tx: Transaction, limit: Limit, key: string): Promise<void> {
  const { used, retryAfter } = await count(tx, limit, key);
  if (used > limit.points) throw new Failure('card_limit', { retryAfter });
}

/** What has failed: a PaymentIntent or a SetupIntent, and the call that takes it away. */
type Failed = {
  userId: string;
  stripeIntentId: string;
  cancel: Extract<StripeOperation, 'cancel_intent' | 'cancel_setup'>;
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
  { userId, stripeIntentId, cancel }: Failed,
  failures: number,
  at: number,
): Promise<void> {
  if (failures <= 0) return;
  const ofIntent = await count(tx, limits.failuresPerIntent, stripeIntentId, failures);
  const own = await count(tx, limits.failuresPerPerson, userId, failures);
  const address = currentAddress();
  if (address !== null) await count(tx, limits.failuresPerAddress, address, failures);
  const isOver =
    ofIntent.used >= limits.failuresPerIntent.points || own.used >= limits.failuresPerPerson.points;
  if (!isOver || (await count(tx, limits.cancelsPerIntent, stripeIntentId)).used > 1) return;
  const call = { operation: cancel, target: stripeIntentId, parameters: {}, dueAt: at };
  await writeCall(tx, call, at);
}
