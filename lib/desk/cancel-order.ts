import { z } from 'zod';
import { findOpenAttempt } from '@/db/queries/attempts';
import { getCustomer } from '@/db/queries/customers';
import { findIntentByStripeId, findLiveIntent, setStripeIntent } from '@/db/queries/intents';
import { findOrderById, type Order } from '@/db/queries/orders';
import { listStaffActionsOfOrder } from '@/db/queries/staff-actions';
import type { User } from '@/db/queries/users';
import type { Reader, Transaction } from '@/db/database';
import { assertStaff, recordAction } from '../audit';
import { database } from '../database';
import { cancelReasons, type CancelReason } from '../domain/cancel-reason';
import { Failure } from '../domain/failure';
import { isCancelable } from '../domain/order';
import { aboutOrder } from '../notify/about-order';
import { writeMail } from '../notify/write-mail';
import { giveUpOrder } from '../orders/give-up-order';
import { syncOrder } from '../orders/sync/sync-order';
import { findIntentOfOrder } from '../stripe/intents';

export const cancelOrderInput = z.object({ orderId: z.uuid(), reason: z.enum(cancelReasons) });
type Input = z.output<typeof cancelOrderInput>;

/** Whether Stripe had to be asked first what became of a payment. */
export type CanceledByDesk = { wasAsked: boolean };

/**
 * The desk cancels an order that is not paid, whatever else its state is: its intent and set-ups at
 * Stripe first, then the order, and its copy goes back. Its buyer is told by mail. Where a payment of
 * it is unanswered or being processed Stripe is asked first, and what it says decides. The same
 * again, as after a lost answer, changes nothing. For staff.
 * Throws Failure: `not_found`, to anybody but staff too; `refund_instead` where it is paid;
 * `payment_in_progress` where Stripe has not decided; `order_closed` where somebody else canceled it;
 * and PaymentsError.
 */
export async function cancelOrder(staff: User, input: Input): Promise<CanceledByDesk> {
  assertStaff(staff);
  const { orderId, reason } = input;
  const before = await findOrderById(database().read, orderId);
  if (!before) throw new Failure('not_found');
  if (before.paymentState === 'canceled') return closedBefore(staff, input);
  if (before.paymentState === 'paid') throw new Failure('refund_instead');
  const wasAsked = await askStripe(before);
  try {
    await giveUpOrder(orderId, {
      why: 'order_canceled',
      by: 'shop',
      first: (tx, at) => writeDeed(tx, staff, input, at),
      last: (tx, order, at) => mailBuyer(tx, order, reason, at),
    });
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'order_closed') throw error;
    return afterAll(staff, input);
  }
  return { wasAsked };
}

/**
 * Asks Stripe about a payment that it has not answered, or that a bank is at. An attempt of which not
 * even the intent came back is looked for among the Customer's. It looks, and sends nothing again.
 */
async function askStripe({ id: orderId, customerId, paymentState }: Order): Promise<boolean> {
  const { read } = database();
  const open = await findOpenAttempt(read, orderId);
  const isOpen = open !== null && open.outcome !== 'authenticating';
  if (!isOpen && paymentState !== 'processing') return false;
  const live = await findLiveIntent(read, orderId);
  if (live && live.stripeIntentId === null) await adoptIntent(live.id, orderId, customerId);
  await syncOrder(orderId);
  return true;
}

async function adoptIntent(intentId: string, orderId: string, customerId: string): Promise<void> {
  const { read } = database();
  const { stripeCustomerId } = await getCustomer(read, customerId);
  const found = stripeCustomerId && (await findIntentOfOrder(stripeCustomerId, orderId));
  // One that was given up before is known, and not what was asked for.
  if (!found || (await findIntentByStripeId(read, found.stripeIntentId))) return;
  await database().transaction((tx) => setStripeIntent(tx, intentId, found.stripeIntentId));
}

/** Beside the cancel's key. Nothing is written, and nothing sent, for an order that has moved on. */
async function writeDeed(
  tx: Transaction,
  staff: User,
  { orderId, reason }: Input,
  at: number,
): Promise<void> {
  const order = await findOrderById(tx, orderId);
  if (!order) throw new Failure('not_found');
  const open = await findOpenAttempt(tx, orderId);
  const isOpen = open !== null && open.outcome !== 'authenticating';
  if (isOpen || order.paymentState === 'processing') throw new Failure('payment_in_progress');
  if (!isCancelable(order.paymentState)) throw new Failure('order_closed');
  const { amount, currency, paymentState } = order;
  const data = { amount, currency, reason, paymentState };
  await recordAction(tx, staff.id, 'cancel_order', { orderId, data }, at);
}

async function mailBuyer(
  tx: Transaction,
  order: Order,
  reason: CancelReason,
  at: number,
): Promise<void> {
  const { of, named, total } = aboutOrder(order);
  const kind = 'order_canceled';
  const mail = { ...of, kind, newsKey: `${kind}:${order.id}` } as const;
  await writeMail(tx, { ...mail, data: { ...named, total, reason } }, at);
}

/** Somebody was faster, or Stripe says that it was paid. */
async function afterAll(staff: User, input: Input): Promise<CanceledByDesk> {
  const order = await findOrderById(database().read, input.orderId);
  if (order?.paymentState === 'paid') throw new Failure('refund_instead');
  if (order?.paymentState === 'processing') throw new Failure('payment_in_progress');
  return closedBefore(staff, input);
}

async function closedBefore(staff: User, input: Input): Promise<CanceledByDesk> {
  if (await didSo(database().read, staff, input)) return { wasAsked: false };
  throw new Failure('order_closed');
}

const didSo = async (db: Reader, staff: User, { orderId, reason }: Input): Promise<boolean> =>
  (await listStaffActionsOfOrder(db, orderId)).some(
    ({ action, staffId, data }) =>
      action === 'cancel_order' &&
      staffId === staff.id &&
      (data as { reason?: unknown }).reason === reason,
  );
