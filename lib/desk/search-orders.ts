import type { Reader } from '@/db/database';
import type { Among } from '@/db/queries/desk-orders';
import { findOrderIdByReference, listUserIdsByEmail } from '@/db/queries/desk-search';
import { findIntentByStripeId } from '@/db/queries/intents';

const ORDER_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STRIPE_INTENT_ID = /^pi_\w+$/;

/** As `newReference` makes them; people type them in small letters too. */
const REFERENCE = /^[2-9A-HJKMNP-Z]{8}$/;

/**
 * As many people as one search looks at. Their orders are sorted together, so their number bounds
 * the work; whoever meets more types another letter.
 */
const PEOPLE = 200;

export type Found = {
  among: Among;
  /** More addresses begin so than were looked at. */
  isCut: boolean;
};

const one = (orderId: string | null | undefined): Found => ({
  among: orderId ? { orderId } : { userIds: [] },
  isCut: false,
});

/**
 * The orders that a search means: by reference, by our id, by Stripe's id of the payment, or by an
 * address or its beginning. Eight letters may be either of two; a reference goes first.
 */
export async function searchOrders(db: Reader, text: string): Promise<Found> {
  if (text === '') return { among: 'all', isCut: false };
  if (ORDER_ID.test(text.toLowerCase())) return one(text.toLowerCase());
  if (STRIPE_INTENT_ID.test(text)) return one((await findIntentByStripeId(db, text))?.orderId);
  if (REFERENCE.test(text.toUpperCase())) {
    const orderId = await findOrderIdByReference(db, text.toUpperCase());
    if (orderId) return one(orderId);
  }
  const userIds = await listUserIdsByEmail(db, text.toLowerCase(), PEOPLE + 1);
  return { among: { userIds: userIds.slice(0, PEOPLE) }, isCut: userIds.length > PEOPLE };
}
