import { z } from 'zod';
import { findAddress, type Address } from '@/db/queries/addresses';
import { findAddressOfOrder, putOrderAddress } from '@/db/queries/order-addresses';
import { changeOrder, type Order } from '@/db/queries/orders';
import type { Reader, Transaction } from '@/db/database';
import {
  canChangeAddress,
  isSameAddress,
  MOST_WHOLE_ADDRESS,
  wholeAddress,
  type Destination,
  type PostalAddress,
} from '../domain/address';
import { Failure } from '../domain/failure';
import { tell } from '../notify/timeline';

export const destinationInput: z.ZodType<Destination> = z.union([
  z.object({ addressId: z.uuid() }),
  z.object({ asShown: z.string().max(MOST_WHOLE_ADDRESS) }),
]);

/**
 * When an order went on its way, in ms; null until then. One that was paid before anybody wrote that
 * down is long gone.
 */
export const sentAtOf = ({
  sentAt,
  sentUnrecorded,
  paidAt,
}: Pick<Order, 'sentAt' | 'sentUnrecorded' | 'paidAt'>): number | null =>
  sentUnrecorded ? paidAt : sentAt;

/**
 * The address that a new order goes to. One that was changed since the page was drawn has another
 * id, so that nothing is sent to an address that nobody was shown.
 * Throws Failure `address_needed` without one, and `address_changed` for one that is missing or
 * somebody else's.
 */
export async function getDestination(
  db: Reader,
  userId: string,
  to: Destination | undefined,
): Promise<Address> {
  if (!to || !('addressId' in to)) throw new Failure('address_needed');
  const address = await findAddress(db, userId, to.addressId);
  if (!address) throw new Failure('address_changed');
  return address;
}

/**
 * Holds where an order goes against what its buyer was shown as they pay or choose its card, and
 * sends it elsewhere where they have chosen another address. Gives the order as it is then.
 * Throws Failure `address_needed`, `address_changed`, `too_late`, `payment_in_progress`.
 */
export async function settleDestination(
  tx: Transaction,
  order: Order,
  to: Destination | undefined,
  at: number,
): Promise<Order> {
  const has = await findAddressOfOrder(tx, order.id);
  if (to && 'addressId' in to) {
    const address = await getDestination(tx, order.userId, to);
    if (has && isSameAddress(has, address)) return order;
    return sendElsewhere(tx, order, address, { by: order.userId, at });
  }
  if (!has) throw new Failure('address_needed');
  if (to && to.asShown !== wholeAddress(has)) throw new Failure('address_changed');
  return order;
}

/**
 * Writes down another address for an order. Raises its version: of a change and a parcel that leaves
 * at the same moment one finds another version, and stops.
 * Throws Failure `too_late`, `order_closed`, `payment_in_progress`.
 */
export async function sendElsewhere(
  tx: Transaction,
  order: Order,
  address: PostalAddress,
  changed: { by: string; at: number },
): Promise<Order> {
  const { paymentState } = order;
  if (paymentState === 'canceled') throw new Failure('order_closed');
  if (!canChangeAddress({ ...order, sentAt: sentAtOf(order) })) throw new Failure('too_late');
  if (!(await changeOrder(tx, order, {}, changed.at))) throw new Failure('payment_in_progress');
  await putOrderAddress(tx, order.id, address, changed);
  const by = changed.by === order.userId ? 'buyer' : 'shop';
  // Not where to: the timeline is kept for the books, and outlives the address.
  await tell(tx, order.id, 'address_changed', { by }, changed.at);
  return { ...order, updatedAt: changed.at, version: order.version + 1 };
}
