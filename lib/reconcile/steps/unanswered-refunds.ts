import { findPaidIntent } from '@/db/queries/intents';
import {
  findRefund,
  listUnansweredRefunds,
  putOffRefund,
  type OwnRefund,
} from '@/db/queries/refunds';
import { database } from '../../database';
import { spendRefundKey } from '../../stripe/refunds';
import { onceBound } from '../../stripe-binding';
import { eachRow } from '../each-row';
import { atOnce, type StartedBy } from '../step';
import { markRefund } from '../../orders/refund/write-refund';
import { GIVE_UP_AFTER_MS, LOOK_AFTER_MS, nextLook } from './next-look';
import { syncIntent } from '../../orders/sync/sync-order';

/** How many refunds a look found at Stripe, how many never got there, and how many are still open. */
export type LookedAtRefunds = { found: number; notSent: number; open: number };

type Found = keyof LookedAtRefunds;

/**
 * Finds out what became of refunds that Stripe has not answered. It looks and fences; it never sends
 * one again: staff who have seen it unanswered may have helped the buyer in another way since.
 */
export async function lookAtRefunds(now: number, startedBy: StartedBy): Promise<LookedAtRefunds> {
  const due = { createdBefore: now - LOOK_AFTER_MS, now };
  const unanswered = await listUnansweredRefunds(database().read, due, atOnce[startedBy]);
  const { open, failed, ...found } = await eachRow(
    await onceBound(unanswered),
    {
      none: { found: 0, notSent: 0, open: 0, failed: 0 },
      fault: 'a refund could not be looked at',
      names: ({ id: refundId }) => ({ refundId }),
    },
    (refund) => findOutOrPutOff(refund, now),
  );
  return { ...found, open: open + failed };
}

async function findOutOrPutOff(refund: OwnRefund, now: number): Promise<Found> {
  let outcome: Found = 'open';
  try {
    outcome = await findOut(refund, now);
  } finally {
    const next = nextLook(refund.createdAt);
    if (outcome === 'open') await database().transaction((tx) => putOffRefund(tx, refund.id, next));
  }
  return outcome;
}

/**
 * A refund that Stripe lists is taken over, known by the id in its metadata. One that it does not
 * list is fenced: its key is spent on a change that changes nothing.
 * - Stripe takes it: the call never arrived and never can. The refund was not sent.
 * - Stripe refuses the key: the call arrived. Where it is not listed 5 minutes later, it ended in a
 *   fault that left nothing.
 */
async function findOut(refund: OwnRefund, now: number): Promise<Found> {
  const intent = await findPaidIntent(database().read, refund.orderId);
  if (!intent?.stripeIntentId) throw new Error(`refund ${refund.id} is of an order without charge`);
  // Before the fence, because Stripe forgets keys after a day; after it, because the call may have
  // arrived in between.
  if (await isFound(refund, intent.stripeIntentId)) return 'found';
  const fence = await spendRefundKey(refund.key, intent.stripeIntentId, refund.orderId);
  if (fence === 'arrived') {
    if (await isFound(refund, intent.stripeIntentId)) return 'found';
    if (refund.createdAt >= now - GIVE_UP_AFTER_MS) return 'open';
  }
  return (await markRefund(refund, 'not_sent', null, now)) ? 'notSent' : 'found';
}

async function isFound({ id }: OwnRefund, stripeIntentId: string): Promise<boolean> {
  await syncIntent(stripeIntentId);
  const status = (await findRefund(database().read, id))?.status;
  return status !== 'sending' && status !== 'unknown';
}
