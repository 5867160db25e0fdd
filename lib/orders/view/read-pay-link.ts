import type { User } from '@/db/queries/users';
import { verifyPayLink } from '../../mail/pay-link';
import type { OrderView } from '../../domain/order-view';
import { findOrderView } from './read-orders';

/** A time at which every link of ours is still good, so that only its signature is judged. */
const ALWAYS = 0;

/**
 * What a link that was mailed leads its reader to.
 * - `unknown`: it is not ours, was changed, or is somebody else's.
 * - `expired`: it was theirs, and is too old.
 * - `used`: its order needs nothing any more, or nothing that this link is for.
 * - `good`: the order is theirs to pay.
 */
export type PayLink =
  { state: 'unknown' } | { state: 'expired' | 'used' | 'good'; order: OrderView };

/** Reads a pay link for whoever is signed in. `now` in ms. */
export async function readPayLink(
  user: User,
  token: string,
  now: number = Date.now(),
): Promise<PayLink> {
  const claim = verifyPayLink(token, ALWAYS);
  if (claim?.userId !== user.id) return { state: 'unknown' };
  const order = await findOrderView(user.id, claim.orderId);
  if (!order) return { state: 'unknown' };
  const isBusy = order.openOutcome !== null && order.openOutcome !== 'authenticating';
  if (!order.isPayable || isBusy) return { state: 'used', order };
  return { state: claim.expiresAt <= now ? 'expired' : 'good', order };
}
