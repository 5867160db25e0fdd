import { listAttempts, type Attempt } from '@/db/queries/attempts';
import { changeOrderJustRead, findOrderById, type Order } from '@/db/queries/orders';
import { getProductById } from '@/db/queries/products';
import { findStock, returnCopy, takeCopy } from '@/db/queries/stock';
import type { Reader, Transaction } from '@/db/database';
import { Failure } from '../../domain/failure';
import { isFinalDecline } from '../../domain/retry-after-decline';
import { tell } from '../../notify/timeline';

/** Whether an order is of a limited edition and has no copy, as after a final decline. */
export async function lacksCopy(db: Reader, order: Order): Promise<boolean> {
  return !order.holdsStock && (await getProductById(db, order.productId)).edition !== 'open';
}

/** Whether an order that lacks its copy could have none now. */
export async function findsNoCopy(db: Reader, order: Order): Promise<boolean> {
  if (!(await lacksCopy(db, order))) return false;
  return ((await findStock(db, order.productId))?.available ?? 0) === 0;
}

/** What is written of an order that takes a copy anew. `at` in ms. */
export const heldAnew = (at: number) => ({ holdsStock: true, copyHeldSince: at });

/**
 * What is written of an order whose schedule ends without another charge: nothing tries it again by
 * itself from now on, so its copy is kept for its buyer as long as any other.
 */
export const hourBegins = ({ holdsStock, nextChargeAt }: Order, at: number) =>
  holdsStock && nextChargeAt !== null ? { copyHeldSince: at } : null;

/** What is written of an order that has no copy any more. */
export const heldNoMore = { holdsStock: false, copyHeldSince: null } as const;

/**
 * Takes a copy for an order that lacks one, in the transaction that writes its next attempt, after
 * the order's own row: nothing has been sent yet. Throws Failure `sold_out`.
 */
export async function takeCopyAnew(tx: Transaction, { productId }: Order): Promise<void> {
  if (!(await takeCopy(tx, productId))) throw new Failure('sold_out');
}

/** Whether the last charge of an order was declined for good. */
export function isFinallyDeclined(
  { paymentState, nextChargeAt }: Order,
  attempts: readonly Attempt[],
): boolean {
  const last = attempts.at(-1);
  if (paymentState !== 'declined' || last?.outcome !== 'declined') return false;
  const { failureCode, declineCode, adviceCode } = last;
  return isFinalDecline(
    { code: failureCode ?? 'card_declined', declineCode, adviceCode },
    nextChargeAt,
  );
}

/** Gives the copy of an order back that this transaction has just read. The order stays as it is. */
export async function giveCopyBack(tx: Transaction, order: Order, at: number): Promise<void> {
  await changeOrderJustRead(tx, order, heldNoMore, at);
  await returnCopy(tx, order.productId);
  await tell(tx, order.id, 'copy_returned', {}, at);
}

/** The intent of an order has just ended: where it was finally declined, its copy goes back. */
export async function giveDeclinedCopyBack(
  tx: Transaction,
  orderId: string,
  at: number,
): Promise<void> {
  const order = await findOrderById(tx, orderId);
  if (!order?.holdsStock) return;
  if (isFinallyDeclined(order, await listAttempts(tx, orderId))) await giveCopyBack(tx, order, at);
}
