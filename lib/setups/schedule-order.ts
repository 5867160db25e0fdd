import { listOrderSetups, type CardSetup } from '@/db/queries/card-setups';
import type { Card } from '@/db/queries/cards';
import { changeOrderJustRead, findOrderById, type Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import { nextPaymentState, takesCard } from '../domain/order';
import { aboutOrder } from '../notify/about-order';
import { tell } from '../notify/timeline';
import { whereItGoes } from '../notify/where-it-goes';
import { writeMail } from '../notify/write-mail';

/**
 * A card was set up for an order: from now on the order is charged to it when it is sent. The card
 * that it had so far is let go only now. Where the order was paid or given up meanwhile, or a later
 * choice stands, nothing changes. Returns a sentence for the log.
 */
export async function scheduleOrder(
  tx: Transaction,
  setup: CardSetup,
  card: Card,
  at: number,
): Promise<string> {
  const order = setup.orderId && (await findOrderById(tx, setup.orderId));
  if (!order) throw new Error(`card setup ${setup.id} is of no order`);
  const { reference, paymentState } = order;
  if (!order.isPreorder || isOver(paymentState)) return `order ${reference} takes no card any more`;
  if (await isOvertaken(tx, setup)) return `order ${reference} has a card that was chosen later`;
  if (order.scheduledCardId === card.id) return `order ${reference} has this card already`;

  // A charge that was declined meanwhile stays so: its buyer has read that it is theirs to go on.
  const next = takesCard(order)
    ? nextPaymentState(paymentState, 'payment_scheduled')
    : paymentState;
  await changeOrderJustRead(tx, order, { paymentState: next, scheduledCardId: card.id }, at);
  const { brand, last4 } = card;
  const type = order.scheduledCardId === null ? 'payment_scheduled' : 'card_changed';
  await tell(tx, order.id, type, { brand, last4 }, at);
  if (order.scheduledCardId === null) await mailConfirmation(tx, order, { brand, last4 }, at);
  return `order ${reference} is charged to card ${card.id} when it is sent`;
}

async function mailConfirmation(
  tx: Transaction,
  order: Order,
  card: { brand: string; last4: string },
  at: number,
): Promise<void> {
  const { reference, shipBy } = order;
  if (shipBy === null) throw new Error(`pre-order ${reference} has no date`);
  const { of, named, total } = aboutOrder(order);
  const kind = 'preorder_confirmed';
  const goesTo = await whereItGoes(tx, order);
  await writeMail(
    tx,
    {
      ...of,
      kind,
      newsKey: `${kind}:${order.id}`,
      data: { ...named, total, card, shipBy, ...goesTo },
    },
    at,
  );
}

const isOver = (state: string): boolean =>
  state === 'paid' || state === 'canceled' || state === 'processing';

/** Stripe's word on an older choice may come after the one on a newer: it does not bring it back. */
async function isOvertaken(tx: Transaction, setup: CardSetup): Promise<boolean> {
  const setups = await listOrderSetups(tx, setup.orderId ?? '');
  const newestDone = setups.findIndex(({ cardId }) => cardId !== null);
  return newestDone !== -1 && newestDone < setups.findIndex(({ id }) => id === setup.id);
}
