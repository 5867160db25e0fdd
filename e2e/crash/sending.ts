import type { Buyer } from './buyer';
import { Desk } from './desk';

const LINK = 'https://post.example/AB123';

/** An order that is paid, and is to be sent. */
export async function paid(buyer: Buyer): Promise<void> {
  await Desk.of(buyer.shop);
  await buyer.buy('visa');
}

/** The staff mark the order as sent. */
export async function send(buyer: Buyer) {
  const desk = await Desk.of(buyer.shop);
  const { id } = await buyer.order();
  return desk.send(id, LINK);
}

/** The staff see that it was another one. */
export async function undo(buyer: Buyer) {
  const desk = await Desk.of(buyer.shop);
  const { id } = await buyer.order();
  return desk.undoSending(id);
}

/**
 * The staff, who do not know what came of it, press again. Returns what is wrong with where that ends:
 * it is sent, with the link that was typed, or all of its money went back before.
 */
export async function sendAfterAll(buyer: Buyer): Promise<string[]> {
  const answer = await send(buyer);
  const { sentAt, trackingUrl, amount, refundedAmount } = await buyer.order();
  if (answer.ok) {
    return sentAt === answer.value.sentAt && trackingUrl === LINK
      ? []
      : [`an order that is sent has ${String(sentAt)} and ${String(trackingUrl)} in the books`];
  }
  const isGivenBack = refundedAmount === amount && sentAt === null;
  return answer.code === 'not_to_send' && isGivenBack
    ? []
    : [`marking an order as sent was answered ${answer.code}`];
}
