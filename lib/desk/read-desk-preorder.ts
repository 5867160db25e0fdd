import { findCardById } from '@/db/queries/cards';
import type { Order } from '@/db/queries/orders';
import { database } from '../database';
import type { DeskPreorder } from '../domain/desk-view';
import { checkOffSessionCharge } from '../orders/preorder/off-session-charge';

/** What the desk needs to know of a pre-order; null for any other. `now` in ms. */
export async function findDeskPreorder(order: Order, now: number): Promise<DeskPreorder | null> {
  const { shipBy, nextChargeAt, scheduledCardId } = order;
  if (!order.isPreorder || shipBy === null) return null;
  const { read } = database();
  const card = scheduledCardId === null ? null : await findCardById(read, scheduledCardId);
  const { fault } = await checkOffSessionCharge(read, order, 'desk', now);
  const named = card && { brand: card.brand, last4: card.last4 };
  return { shipBy, nextChargeAt, card: named, fault };
}
