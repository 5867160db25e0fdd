import { z } from 'zod';
import { changeOrderJustRead, findOrderById } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { assertStaff, recordAction } from '../audit';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { canUndoSending, MAX_TRACKING_URL } from '../domain/sending';
import { tell } from '../notify/timeline';
import { MAX_TYPED_LINK, trackingLinkIn } from './tracking-link';

export const changeTrackingInput = z.object({
  orderId: z.uuid(),
  /** As it was typed; empty where nobody follows the parcel any more. */
  trackingUrl: z.string().max(MAX_TYPED_LINK),
  /** The link that the page showed; null where it showed none. */
  asShown: z.string().max(MAX_TRACKING_URL).nullable(),
});

/**
 * Staff add or change the tracking link of an order that was sent. Its buyer reads it on the order; no
 * mail tells of it. While sending can be undone it is undone and marked again instead: the mail that
 * waits carries the link. The same again changes nothing. For staff. Throws Failure: `not_found`, to
 * anybody but staff too; `not_to_send` where it was not sent, or can be undone; `sent_already` where
 * the link is another one than was shown; `invalid_input` for a link that is none.
 */
export async function changeTracking(
  staff: User,
  { orderId, asShown, ...typed }: z.output<typeof changeTrackingInput>,
): Promise<void> {
  assertStaff(staff);
  const trackingUrl = trackingLinkIn(typed.trackingUrl);
  await database().transaction(async (tx) => {
    const at = Date.now();
    const order = await findOrderById(tx, orderId);
    if (!order) throw new Failure('not_found');
    if (order.sentAt === null || canUndoSending(order, at)) throw new Failure('not_to_send');
    const { trackingUrl: before } = order;
    if (before === trackingUrl) return;
    if (before !== asShown) throw new Failure('sent_already');
    await changeOrderJustRead(tx, order, { trackingUrl }, at);
    await tell(tx, orderId, 'tracking_changed', { trackingUrl }, at);
    await recordAction(
      tx,
      staff.id,
      'change_tracking',
      { orderId, data: { before, trackingUrl } },
      at,
    );
  });
}
