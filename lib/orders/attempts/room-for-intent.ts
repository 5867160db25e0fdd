import { findOpenAttempt, moveAttempt } from '@/db/queries/attempts';
import {
  endIntent,
  findLiveIntent,
  setIntentCanceled,
  type GivenIntent,
} from '@/db/queries/intents';
import { writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';
import { database } from '../../database';
import type { WrittenKey } from '../../domain/ids';
import { keptFor } from '../../domain/live-secrets';
import { untilRoom } from '../../limits/live-secrets';
import { isNotThere, PaymentsError } from '../../stripe/errors';
import { cancelIntent } from '../../stripe/intents';
import { stripeBinding } from '../../stripe-binding';
import { syncOrder } from '../sync/sync-order';
import { endChallenge } from './cancel-intent';
import { finishMakingIntent } from './make-intent';

/**
 * Runs the transaction that begins a payment in a browser. Where its person has begun too many, their
 * oldest one that no bank is asked about is given up first: its intent is canceled at Stripe, and its
 * order stays payable, with another intent. Throws Failure `bank_waits` and PaymentsError.
 */
export const withRoomForIntent = <T>(
  userId: string,
  write: (tx: Transaction) => Promise<T>,
): Promise<T> => untilRoom<GivenIntent, T>(userId, giveUpIntent, write);

/** 0 where the intent can be confirmed no more; else for how long somebody may be busy with it, in ms. */
async function giveUpIntent({ orderId, intentId }: GivenIntent): Promise<number> {
  await stripeBinding();
  try {
    await finishMakingIntent(orderId);
    // A browser asks its bank without us: what we know may be a minute old.
    await syncOrder(orderId);
  } catch (error) {
    if (!isNotThere(error)) throw error;
    await database().transaction((tx) => endIntent(tx, intentId, Date.now()));
    return 0;
  }
  const written = await database().transaction((tx) => writeCancel(tx, { orderId, intentId }));
  if ('waitMs' in written) return written.waitMs;
  const { key, stripeIntentId } = written;
  try {
    await cancelIntent(key, stripeIntentId);
  } catch (error) {
    if (!(error instanceof PaymentsError) || error.fault !== 'unexpected_state') throw error;
    // Paid or canceled by somebody else; or its bank has been asked since.
    await syncOrder(orderId);
    return database().transaction((tx) => keptNow(tx, { orderId, intentId }));
  }
  await database().transaction((tx) => writeGivenUp(tx, { orderId, intentId }));
  return 0;
}

type Which = { orderId: string; intentId: string };
type Written = { key: WrittenKey; stripeIntentId: string } | { waitMs: number };

/** The call that cancels it; none where it has ended already, or must be kept. */
async function writeCancel(tx: Transaction, which: Which): Promise<Written> {
  const at = Date.now();
  const waitMs = await keptNow(tx, which);
  const live = await findLiveIntent(tx, which.orderId);
  const target = live?.id === which.intentId ? live.stripeIntentId : null;
  if (waitMs > 0 || target === null) return { waitMs };
  const call = { operation: 'cancel_intent', target, parameters: {}, dueAt: null } as const;
  return { key: (await writeCall(tx, call, at)).key, stripeIntentId: target };
}

async function keptNow(tx: Transaction, { orderId, intentId }: Which): Promise<number> {
  const live = await findLiveIntent(tx, orderId);
  if (live?.id !== intentId) return 0;
  return keptFor({ asked: await findOpenAttempt(tx, orderId) }, Date.now());
}

async function writeGivenUp(tx: Transaction, { orderId, intentId }: Which): Promise<void> {
  const at = Date.now();
  const open = await findOpenAttempt(tx, orderId);
  // A try that began since hears of the cancel by its own answer.
  if (open?.intentId === intentId && open.outcome === 'authenticating') {
    await moveAttempt(tx, open.id, 'superseded', null, at);
    await endChallenge(tx, orderId, at);
  }
  await setIntentCanceled(tx, intentId, at);
}
