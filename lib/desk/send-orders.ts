import { z } from 'zod';
import { listAttention } from '@/db/queries/attention';
import { findPaidIntent } from '@/db/queries/intents';
import { findAddressOfOrder } from '@/db/queries/order-addresses';
import { changeOrderJustRead, findOrderById, type Order } from '@/db/queries/orders';
import { listRefundsOf } from '@/db/queries/refunds';
import type { User } from '@/db/queries/users';
import type { Reader, Transaction } from '@/db/database';
import { assertStaff, recordAction } from '../audit';
import { database } from '../database';
import { Failure, type FailureCode } from '../domain/failure';
import { refundableAmount } from '../domain/refund';
import { undoSendingUntil, whyNotSend } from '../domain/sending';
import { log } from '../log';
import { aboutOrder } from '../notify/about-order';
import { tell } from '../notify/timeline';
import { writeMail } from '../notify/write-mail';
import { MAX_TYPED_LINK, trackingLinkIn } from './tracking-link';

export const sendOrderInput = z.object({
  orderId: z.uuid(),
  /** As it was typed; empty where nobody follows the parcel. */
  trackingUrl: z.string().max(MAX_TYPED_LINK),
  /** Of the address that the page showed, in ms; null where it is as it was ordered, or is none. */
  addressChangedAt: z.int().nullable(),
});
type Input = z.output<typeof sendOrderInput>;

/** As many as a page of the list shows. */
const MOST_AT_ONCE = 50;
export const sendOrdersInput = z.object({
  orders: z.array(sendOrderInput).min(1).max(MOST_AT_ONCE),
});

/** When it was sent, in ms. */
export type SentOrder = { sentAt: number };

/**
 * Staff mark a paid order as sent. Its buyer reads it on the order at once, and is written to when it
 * cannot be undone any more. The same again, as after a lost answer, changes nothing. For staff.
 * Throws Failure: `not_found`, to anybody but staff too; `not_to_send` and `attention_first`, see
 * `whyNotSend`; `sent_already` where it was, with another link; `address_changed` where it goes
 * elsewhere than was shown; `invalid_input` for a link that is none.
 */
export async function sendOrder(staff: User, input: Input): Promise<SentOrder> {
  assertStaff(staff);
  const trackingUrl = trackingLinkIn(input.trackingUrl);
  const { orderId } = input;
  return database().transaction(async (tx) => {
    const at = Date.now();
    const order = await findOrderById(tx, orderId);
    if (!order) throw new Failure('not_found');
    if (order.sentAt !== null) {
      if (order.trackingUrl !== trackingUrl) throw new Failure('sent_already');
      return { sentAt: order.sentAt };
    }
    const fault = whyNotSend(order, await moneyOf(tx, order));
    if (fault) throw new Failure(fault);
    // Whoever changes it raises the order's version, too: one of the two begins again.
    const address = await findAddressOfOrder(tx, orderId);
    if ((address?.changedAt ?? null) !== input.addressChangedAt) {
      throw new Failure('address_changed');
    }
    await changeOrderJustRead(tx, order, { sentAt: at, trackingUrl }, at);
    await tell(tx, orderId, 'order_sent', { trackingUrl }, at);
    await recordAction(tx, staff.id, 'send_order', { orderId, data: { trackingUrl } }, at);
    await mailBuyer(tx, order, { sentAt: at, trackingUrl });
    return { sentAt: at };
  });
}

async function moneyOf(db: Reader, order: Order) {
  const paid = order.paymentState === 'paid' ? await findPaidIntent(db, order.id) : null;
  const owed = await listAttention(db, order.id);
  return {
    refundable: paid ? refundableAmount(order, await listRefundsOf(db, order.id, paid)) : 0,
    owed: owed.filter(({ dealtWithAt }) => dealtWithAt === null).map(({ kind }) => kind),
  };
}

/** Waits until it cannot be undone. Marked again after that was done, it is news again. */
async function mailBuyer(
  tx: Transaction,
  order: Order,
  { sentAt, trackingUrl }: SentOrder & { trackingUrl: string | null },
): Promise<void> {
  const { of, named } = aboutOrder(order);
  const newsKey = `order_sent:${order.id}:${order.version}`;
  const data = { ...named, sentAt, trackingUrl };
  const news = { ...of, kind: 'order_sent', newsKey, data } as const;
  await writeMail(tx, news, sentAt, undoSendingUntil(sentAt));
}

export type SentOne = { orderId: string } & (
  ({ ok: true } & SentOrder) | { ok: false; code: FailureCode }
);

/** Marks many, each by itself: one that is not to be sent keeps none of the others. */
export async function sendOrders(
  staff: User,
  { orders }: z.output<typeof sendOrdersInput>,
): Promise<SentOne[]> {
  assertStaff(staff);
  const sent: SentOne[] = [];
  for (const order of orders) sent.push(await sendOne(staff, order));
  return sent;
}

async function sendOne(staff: User, input: Input): Promise<SentOne> {
  const { orderId } = input;
  try {
    return { orderId, ok: true, ...(await sendOrder(staff, input)) };
  } catch (error) {
    if (error instanceof Failure) return { orderId, ok: false, code: error.code };
    log().error({ error, orderId }, 'an order could not be marked as sent');
    return { orderId, ok: false, code: 'internal' };
  }
}
