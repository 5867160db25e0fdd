import { findAddressOfOrder } from '@/db/queries/order-addresses';
import type { Attention } from '@/db/queries/attention';
import type { Order } from '@/db/queries/orders';
import { database } from '../database';
import { postalAddressOf } from '../domain/address';
import type { DeskSending } from '../domain/desk-view';
import { canUndoSending, sendingOf, whyNotSend } from '../domain/sending';

type Known = {
  /** In minor units. */
  refundable: number;
  attention: readonly Pick<Attention, 'kind' | 'dealtWithAt'>[];
  /** In ms. */
  now: number;
};

/** How an order is on its way to its buyer, and what staff may do about that. For staff only. */
export async function readSending(
  order: Order,
  { refundable, attention, now }: Known,
): Promise<DeskSending> {
  const address = await findAddressOfOrder(database().read, order.id);
  const owed = attention.filter(({ dealtWithAt }) => dealtWithAt === null);
  const kinds = owed.map(({ kind }) => kind);
  return {
    sending: sendingOf(order),
    address: address && postalAddressOf(address),
    addressChangedAt: address?.changedAt ?? null,
    fault: order.sentAt === null ? whyNotSend(order, { refundable, owed: kinds }) : null,
    canUndo: canUndoSending(order, now),
  };
}
