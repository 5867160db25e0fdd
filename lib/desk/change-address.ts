import { z } from 'zod';
import { findAddressOfOrder } from '@/db/queries/order-addresses';
import { findOrderById } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { assertStaff, recordAction } from '../audit';
import { database } from '../database';
import { isSameAddress, MOST_WHOLE_ADDRESS, wholeAddress } from '../domain/address';
import { Failure } from '../domain/failure';
import { sendElsewhere } from '../orders/destination';
import { postalAddressInput } from '../wallet/address-input';

export const changeAddressInput = z.object({
  orderId: z.uuid(),
  address: postalAddressInput,
  /** Where the page showed that it goes; null where it showed that nobody knows. */
  asShown: z.string().max(MOST_WHOLE_ADDRESS).nullable(),
});

/**
 * The desk sends an order elsewhere, as its buyer asked in a mail. The same again changes nothing. For
 * staff. Throws Failure: `not_found`, to anybody but staff too; `address_changed` where its buyer, or
 * somebody else, has changed it since the page was drawn; `too_late`, `order_closed`,
 * `payment_in_progress`.
 */
export async function changeAddress(
  staff: User,
  { orderId, address, asShown }: z.output<typeof changeAddressInput>,
): Promise<void> {
  assertStaff(staff);
  await database().transaction(async (tx) => {
    const at = Date.now();
    const order = await findOrderById(tx, orderId);
    if (!order) throw new Failure('not_found');
    const has = await findAddressOfOrder(tx, orderId);
    if (has && isSameAddress(has, address)) return;
    if ((has && wholeAddress(has)) !== asShown) throw new Failure('address_changed');
    await sendElsewhere(tx, order, address, { by: staff.id, at });
    // Not where to: what staff did is never changed, and outlives the address.
    await recordAction(tx, staff.id, 'change_address', { orderId, data: {} }, at);
  });
}
