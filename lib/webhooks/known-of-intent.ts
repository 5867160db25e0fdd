import { listAttempts } from '@/db/queries/attempts';
import { listIntents } from '@/db/queries/intents';
import { findOrderById, type Order } from '@/db/queries/orders';
import type { Reader } from '@/db/database';
import type { KnownOfIntent } from '../domain/event-news';
import { isOwnId } from '../domain/ids';
import type { Json } from '../domain/json';
import { findSeenByIntent } from '../orders/sync/sync-order';
import type { EventObject } from './handler';

/** What our rows say of the intent that an event is about, and of which order it is, if it is known. */
export type Known = { known: KnownOfIntent; order: Order | null };

const unknown: Known = {
  known: { intent: 'unknown', canceledAt: null, savesCard: false, attempts: [], order: null },
  order: null,
};

/** Stripe is not asked: the order that the event names is a hint, and good for a wait only. */
export async function findKnown(db: Reader, object: EventObject): Promise<Known> {
  const seen = await findSeenByIntent(db, object.id);
  if (seen) {
    const { order, intent } = seen;
    const attempts = await listAttempts(db, order.id);
    const { canceledAt, savesCard } = intent;
    const own = attempts.filter(({ intentId }) => intentId === intent.id);
    return { order, known: { intent: 'by_id', canceledAt, savesCard, attempts: own, order } };
  }
  const orderId = namedOrder(object.metadata);
  const order = orderId === null ? null : await findOrderById(db, orderId);
  if (!order) return unknown;
  const intents = await listIntents(db, order.id);
  const unanswered = intents.filter(({ stripeIntentId }) => stripeIntentId === null);
  const attempts = (await listAttempts(db, order.id)).filter(({ intentId }) =>
    unanswered.some(({ id }) => id === intentId),
  );
  if (attempts.length === 0) return unknown;
  return { order, known: { ...unknown.known, intent: 'unanswered', attempts, order } };
}

function namedOrder(metadata: Json | undefined): string | null {
  if (typeof metadata !== 'object' || metadata === null || !('order_id' in metadata)) return null;
  const { order_id: named } = metadata;
  return typeof named === 'string' && isOwnId(named) ? named : null;
}
