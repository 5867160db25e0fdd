import {
  findIntentByStripeId,
  findLastIntent,
  findLiveIntent,
  type Intent,
} from '@/db/queries/intents';
import { findOrderById, type Order } from '@/db/queries/orders';
import type { Reader, Transaction } from '@/db/database';
import { database } from '../../database';
import type { IntentReport } from '../../domain/intent';
import { retrieveIntent, type IntentAnswer } from '../../stripe/intents';
import { untilWritten } from '../../until-written';
import { applyReport, type Applied } from './apply-report';

/** An order with the intent that speaks for it now, as read together. */
export type Seen = { order: Order; intent: Intent };

export async function findSeen(db: Reader, orderId: string): Promise<Seen | null> {
  const order = await findOrderById(db, orderId);
  const intent =
    order && ((await findLiveIntent(db, orderId)) ?? (await findLastIntent(db, orderId)));
  return intent ? { order, intent } : null;
}

/** An order with one intent of it, by Stripe's id: events tell of intents that have ended, too. */
export async function findSeenByIntent(db: Reader, stripeIntentId: string): Promise<Seen | null> {
  const intent = await findIntentByStripeId(db, stripeIntentId);
  const order = intent && (await findOrderById(db, intent.orderId));
  return order ? { order, intent } : null;
}

/**
 * Asks Stripe about an order and writes down what it says: the one place where Stripe's word
 * becomes our state. The action, the return page, the webhook and the reconciler all come here.
 * Returns Stripe's answer; null where there is no intent to ask about. Throws PaymentsError.
 */
export const syncOrder = (orderId: string): Promise<IntentAnswer | null> =>
  sync(`order ${orderId}`, (db) => findSeen(db, orderId));

/** The same for one intent of an order, as the one that was paid. */
export const syncIntent = (stripeIntentId: string): Promise<IntentAnswer | null> =>
  sync(`the order of ${stripeIntentId}`, (db) => findSeenByIntent(db, stripeIntentId));

async function sync(
  what: string,
  find: (db: Reader) => Promise<Seen | null>,
): Promise<IntentAnswer | null> {
  const { answer } = await untilWritten(what, async () => {
    // Read before the fetch: whoever writes after this makes the compare-and-set fail, so an
    // answer that is older than the row never overwrites it.
    const seen = await find(database().read);
    if (!seen?.intent.stripeIntentId) return { answer: null };
    const heard = await retrieveIntent(seen.intent.stripeIntentId);
    return (await writeReport(seen, heard.report)) === 'stale' ? null : { answer: heard };
  });
  return answer;
}

const writeReport = (seen: Seen, report: IntentReport): Promise<Applied> =>
  database().transaction((tx) => applyIfUnchanged(tx, seen, report));

/** `stale` where the order was written after it was seen. */
export async function applyIfUnchanged(
  tx: Transaction,
  seen: Seen,
  report: IntentReport,
  answering: string | null = null,
): Promise<Applied> {
  const order = await findOrderById(tx, seen.order.id);
  if (order?.version !== seen.order.version) return 'stale';
  return applyReport(tx, { order, intent: seen.intent, report, answering }, Date.now());
}
