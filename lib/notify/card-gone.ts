import type { Card } from '@/db/queries/cards';
import { changeOrderJustRead } from '@/db/queries/orders';
import { listOrdersNeeding } from '@/db/queries/preorders';
import type { Transaction } from '@/db/database';
import { askBuyer } from './ask-buyer';

/**
 * A card that orders are scheduled for is gone from Stripe: their buyers are asked for another.
 * The orders stay as they are, and none of them is charged by its schedule any more.
 */
export async function loseCard(tx: Transaction, card: Card, at: number): Promise<void> {
  for (const order of await listOrdersNeeding(tx, card.id)) {
    // Its bank has the payment already.
    if (order.paymentState === 'processing') continue;
    // Nothing tries it again by itself from now on: its copy is kept as long as any other.
    const isPutOff = order.holdsStock && order.nextChargeAt !== null;
    const change = { nextChargeAt: null, ...(isPutOff && { copyHeldSince: at }) };
    await changeOrderJustRead(tx, order, change, at);
    await askBuyer(tx, order, { needs: 'card_gone', card, because: card.id }, at);
  }
}
