import { z } from 'zod';
import { listMailsOfOrder, takeBackMail } from '@/db/queries/mails';
import { changeOrderJustRead, findOrderById } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { assertStaff, recordAction } from '../audit';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { canUndoSending } from '../domain/sending';
import { tell } from '../notify/timeline';

export const undoSendingInput = z.object({ orderId: z.uuid() });

/**
 * Staff take back that an order was marked as sent, for as long as nobody has written to its buyer: the
 * mail stays here, and the order is to be sent again. One that is not sent stays as it is. For staff.
 * Throws Failure: `not_found`, to anybody but staff too, and `too_late`.
 */
export async function undoSending(
  staff: User,
  { orderId }: z.output<typeof undoSendingInput>,
): Promise<void> {
  assertStaff(staff);
  await database().transaction(async (tx) => {
    const at = Date.now();
    const order = await findOrderById(tx, orderId);
    if (!order) throw new Failure('not_found');
    if (order.sentAt === null) return;
    if (!canUndoSending(order, at)) throw new Failure('too_late');
    const { trackingUrl } = order;
    await changeOrderJustRead(tx, order, { sentAt: null, trackingUrl: null }, at);
    // Clocks differ: another server may have taken the mail up before its time has come here.
    const mails = await listMailsOfOrder(tx, orderId);
    const mail = mails.findLast(({ kind }) => kind === 'order_sent');
    if (!mail || !(await takeBackMail(tx, mail.id))) throw new Failure('too_late');
    await tell(tx, orderId, 'sending_undone', {}, at);
    await recordAction(tx, staff.id, 'undo_sending', { orderId, data: { trackingUrl } }, at);
  });
}
