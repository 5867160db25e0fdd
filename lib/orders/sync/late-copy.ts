import { holdStock, type Order } from '@/db/queries/orders';
import { findStock, takeCopy } from '@/db/queries/stock';
import type { Transaction } from '@/db/database';
import { tell } from '../../notify/timeline';

/**
 * A limited edition was paid whose copy had been given back: the charge came after the order was
 * given up. It takes another copy; where there is none, staff and buyer are told, because money was
 * taken for something that cannot be sent.
 */
export async function takeCopyLate(tx: Transaction, order: Order, at: number): Promise<void> {
  if (order.holdsStock || !(await findStock(tx, order.productId))) return;
  if (await takeCopy(tx, order.productId)) await holdStock(tx, order.id);
  else await tell(tx, order.id, 'oversold', {}, at);
}
