import { listOpenAttention } from '@/db/queries/attention';
import { findAddressesOfOrders } from '@/db/queries/order-addresses';
import { listOrdersToSend, listSentSince, TO_SEND_TOP } from '@/db/queries/sending';
import { database } from '../database';
import type { DeskJustSent, DeskPage, DeskToSend } from '../domain/desk-view';
import { postalAddressOf } from '../domain/address';
import { undoSendingUntil, UNDO_SENDING_FOR_MS, whyNotSend } from '../domain/sending';
import { toRow } from './list-orders';
import { readPageToken, shownPage } from './page-token';

/** As many as are marked at once. */
const ROWS = 50;

/** What is paid and not sent, what was paid first at the top. For staff only. */
export async function readOrdersToSend(token: string | undefined): Promise<DeskPage<DeskToSend>> {
  const { read } = database();
  const found = await listOrdersToSend(read, readPageToken(token, ROWS, TO_SEND_TOP));
  const ids = found.rows.map(({ id }) => id);
  const addresses = await findAddressesOfOrders(read, ids);
  const owed = await listOpenAttention(read, ids);
  return shownPage(found, (order): DeskToSend => {
    const address = addresses.get(order.id) ?? null;
    const kinds = owed.filter(({ orderId }) => orderId === order.id).map(({ kind }) => kind);
    const refundable = order.amount - order.refundedAmount;
    return {
      ...toRow(order),
      paidAt: order.paidAt,
      sentBy: order.shipBy,
      address: address && postalAddressOf(address),
      addressChangedAt: address?.changedAt ?? null,
      fault: whyNotSend(order, { refundable, owed: kinds }),
    };
  });
}

/** What can still be undone, the last first. `now` in ms. For staff only. */
export async function listJustSent(now = Date.now()): Promise<DeskJustSent[]> {
  const orders = await listSentSince(database().read, now - UNDO_SENDING_FOR_MS, ROWS);
  return orders.flatMap(({ id, reference, title, sentAt, trackingUrl }) =>
    sentAt === null
      ? []
      : [{ id, reference, title, sentAt, trackingUrl, undoUntil: undoSendingUntil(sentAt) }],
  );
}
