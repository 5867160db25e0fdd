import { clicksAliveSince } from '../../after-click';
import { findCustomerByStripeId } from '@/db/queries/customers';
import { findUnansweredIntent, setStripeIntent } from '@/db/queries/intents';
import { findOrderById, type Order } from '@/db/queries/orders';
import { database } from '../../database';
import { applyIfUnchanged, findSeenByIntent, type Seen } from '../../orders/sync/sync-order';
import { newsOf } from '../../domain/event-news';
import type { IntentReport } from '../../domain/intent';
import { isOwnId } from '../../domain/ids';
import { findNamedOrder, retrieveIntent } from '../../stripe/intents';
import { fetched, notOurs, type Fetched, type Handler, type NoNews } from '../handler';
import { findKnown } from '../known-of-intent';

/** Stripe's final word on this very intent is ours already. */
export const intentTellsNothing: NoNews = async (db, event) => {
  const { known, order } = await findKnown(db, event.object);
  const { is } = newsOf(known, event, Date.now());
  return is === 'nothing' && order ? knownAlready(order) : null;
};

const knownAlready = ({ reference }: Order): string => `order ${reference}: known already`;

/**
 * payment_intent.*: the order takes Stripe's word, fetched now, unless its final word is known. What
 * the event itself says may be older than what has been seen already.
 */
export const onPaymentIntent: Handler = async (event) => {
  const { known, order } = await findKnown(database().read, event.object);
  const news = newsOf(known, event, Date.now(), clicksAliveSince());
  if (news.is === 'fetch' || !order) return followIntent(event.object.id);
  if (news.is === 'click') return { click: { orderId: order.id, until: news.until } };
  return () => Promise.resolve(knownAlready(order));
};

/**
 * Fetches an intent, and has the order that it belongs to take over what it says. One that names
 * an order, but cannot be told to be its own, is parked.
 */
export async function followIntent(stripeIntentId: string): ReturnType<Handler> {
  const before = await findSeenByIntent(database().read, stripeIntentId);
  if (before) return follow(before, (await retrieveIntent(stripeIntentId)).report);
  const named = await findNamedOrder(stripeIntentId);
  if (!named) return notOurs(`Stripe has no ${stripeIntentId}`);
  const { orderId } = named;
  // Another program's payment: in whatever currency and state it is, it is not looked at further.
  if (orderId === null || !isOwnId(orderId)) return null;
  const order = await findOrderById(database().read, orderId);
  if (!order) return { parked: `there is no order ${orderId}` };
  const { report } = await retrieveIntent(stripeIntentId);
  const seen =
    (await adopt(stripeIntentId, orderId, report.stripeCustomerId)) ??
    // Its id was written down while Stripe was asked.
    (await findSeenByIntent(database().read, stripeIntentId));
  if (seen) return follow(seen, report);
  return { parked: `order ${order.reference} knows no intent ${stripeIntentId}` };
}

const follow = (seen: Seen, report: IntentReport): Fetched =>
  fetched(async (tx) => {
    const applied = await applyIfUnchanged(tx, seen, report);
    return applied === 'stale' ? null : `order ${seen.order.reference}: ${report.status}`;
  });

/**
 * An intent whose making was never answered: the order waits without knowing its id. The metadata
 * that we sent names the order, and the Customer must be the order's.
 */
async function adopt(
  stripeIntentId: string,
  orderId: string,
  stripeCustomerId: string | null,
): Promise<Seen | null> {
  return database().transaction(async (tx) => {
    const order = await findOrderById(tx, orderId);
    const intent = order && (await findUnansweredIntent(tx, orderId));
    if (!intent) return null;
    const customer = stripeCustomerId && (await findCustomerByStripeId(tx, stripeCustomerId));
    if (!customer || customer.id !== order.customerId) return null;
    await setStripeIntent(tx, intent.id, stripeIntentId);
    return { order, intent: { ...intent, stripeIntentId } };
  });
}
