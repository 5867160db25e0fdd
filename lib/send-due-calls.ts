import {
  claimCall,
  finishCall,
  listDueCalls,
  listDueCancels,
  putOffCall,
  type StripeCall,
} from '@/db/queries/stripe-calls';
import { endSetupAtStripe } from '@/db/queries/card-setups';
import type { StripeOperation } from '@/db/types';
import { database } from './database';
import type { WrittenKey } from './domain/ids';
import { syncCustomer } from './customers/sync-customer';
import { log } from './log';
import { syncIntent } from './orders/sync/sync-order';
import { pauseAfter, type Pauses } from './backoff';
import { onceBound } from './stripe-binding';
import { allowRedisplay, detachCard } from './stripe/cards';
import { deleteCustomer } from './stripe/customers';
import { PaymentsError } from './stripe/errors';
import { cancelIntent } from './stripe/intents';
import { cancelSetup } from './stripe/setup-intents';
import { syncCard } from './wallet/sync-card';

/** So many in one go: the next go is a second away. */
const AT_ONCE = 20;

/** A claim lasts longer than the call, its retries and time-outs: nobody else sends it meanwhile. */
const CLAIM_MS = 120_000;

/** A call is tried again until Stripe answers for good: soon after a hiccup, hourly in an outage. */
const PAUSES: Pauses = { shortestMs: 5_000, longestMs: 60 * 60_000 };

/**
 * Sends what was put off: intents to be canceled before anything else, cards to be detached once
 * nobody can undo it any more, and agreements that Stripe has yet to hear of. Returns how many were
 * done.
 */
export const sendDueCalls = async (): Promise<number> =>
  sendAll(await listDueCalls(database().read, Date.now(), AT_ONCE));

/** The cancels alone: whatever else is being sent at the moment, they do not wait for it. */
export const sendDueCancels = async (): Promise<number> =>
  sendAll(await listDueCancels(database().read, Date.now(), AT_ONCE));

async function sendAll(calls: StripeCall[]): Promise<number> {
  const due = await onceBound(calls);
  const done = await Promise.all(due.map(sendOne));
  return done.filter(Boolean).length;
}

async function sendOne(call: StripeCall): Promise<boolean> {
  const at = Date.now();
  const isMine = await database().transaction((tx) => claimCall(tx, call, at, at + CLAIM_MS));
  if (!isMine) return false;
  try {
    await perform(call);
    await database().transaction((tx) => finishCall(tx, call.key, Date.now()));
    return true;
  } catch (error) {
    await recordFault(call, error);
    return false;
  }
}

async function perform({ key, operation, target }: StripeCall): Promise<void> {
  switch (operation) {
    case 'allow_redisplay':
      return allowRedisplay(key, target);
    case 'detach_card':
      await detachCard(key, target);
      await syncCard(target);
      return;
    case 'delete_customer':
      await deleteCustomer(key, target);
      await syncCustomer(target);
      return;
    case 'cancel_intent':
      await cancelOrFindOut(key, target);
      return;
    case 'cancel_setup':
      await cancelSetup(key, target);
      await database().transaction((tx) => endSetupAtStripe(tx, target, Date.now()));
      return;
    case 'update_intent':
    case 'make_endpoint':
    case 'change_endpoint':
      throw new Error(`${operation} is sent by whoever wrote it down`);
  }
}

/** The order may have another intent once this one has ended: it hears of that here, not only by webhook. */
async function cancelOrFindOut(key: WrittenKey, stripeIntentId: string): Promise<void> {
  try {
    await cancelIntent(key, stripeIntentId);
  } catch (error) {
    // It was paid, or canceled by somebody else.
    if (!(error instanceof PaymentsError) || error.fault !== 'unexpected_state') throw error;
  }
  await syncIntent(stripeIntentId);
}

/**
 * Operations that change nothing more when they are done twice. Where Stripe broke down under a key,
 * and keeps that answer for a day, they may go out again with another.
 */
const repeatable: readonly StripeOperation[] = [
  'allow_redisplay',
  'detach_card',
  'delete_customer',
  'cancel_intent',
  'cancel_setup',
];

async function recordFault(call: StripeCall, error: unknown): Promise<void> {
  const isFinal =
    error instanceof PaymentsError && !['unknown', 'busy', 'forbidden'].includes(error.fault);
  const renewsKey =
    error instanceof PaymentsError && error.isKept && repeatable.includes(call.operation);
  log().warn({ error, operation: call.operation, target: call.target, isFinal }, 'a call failed');
  await database().transaction((tx) =>
    isFinal
      ? finishCall(tx, call.key, Date.now(), error.message)
      : putOffCall(
          tx,
          call.key,
          Date.now() + pauseAfter(call.tries + 1, PAUSES),
          String(error),
          renewsKey,
        ),
  );
}
