import { z } from 'zod';
import { findAddressOfOrder } from '@/db/queries/order-addresses';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { isSameAddress, MOST_WHOLE_ADDRESS, wholeAddress } from '../domain/address';
import { Failure } from '../domain/failure';
import { getDestination, sendElsewhere } from './destination';
import { getOrder } from './subject';

export const changeOrderAddressInput = z.object({
  orderId: z.uuid(),
  addressId: z.uuid(),
  /** Where the page showed that it goes; null where it showed that nobody knows. */
  asShown: z.string().max(MOST_WHOLE_ADDRESS).nullable(),
});

/**
 * Sends an order to another one of its buyer's addresses, until it is on its way. Stripe is not told:
 * what an intent was made with stays as it was written down. The same again changes nothing.
 * Throws Failure `not_found`, `address_changed` where the address or the order's own is another one by
 * now, `too_late`, `order_closed`, `payment_in_progress`.
 */
export async function changeOrderAddress(
  user: User,
  { orderId, addressId, asShown }: z.output<typeof changeOrderAddressInput>,
): Promise<void> {
  await database().transaction(async (tx) => {
    const order = await getOrder(tx, user.id, orderId);
    const has = await findAddressOfOrder(tx, orderId);
    const address = await getDestination(tx, user.id, { addressId });
    if (has && isSameAddress(has, address)) return;
    if ((has && wholeAddress(has)) !== asShown) throw new Failure('address_changed');
    await sendElsewhere(tx, order, address, { by: user.id, at: Date.now() });
  });
}
