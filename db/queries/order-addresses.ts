import { eq, inArray } from 'drizzle-orm';
import { postalAddressOf, type PostalAddress } from '../../lib/domain/address';
import { builtOnce, given, insertOnce } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';

export type OrderAddress = Tables['orderAddresses']['$inferSelect'];

const addressOfOrder = builtOnce((db: Reader) => {
  const { orderAddresses: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(eq(t.orderId, given(t.orderId, 'orderId')));
});

/** Null for an order from before anybody was asked. */
export async function findAddressOfOrder(
  db: Reader,
  orderId: string,
): Promise<OrderAddress | null> {
  const [address] = await addressOfOrder(db, { orderId });
  return address ?? null;
}

/** Of a page of orders, by the order's id. */
export async function findAddressesOfOrders(
  db: Reader,
  orderIds: readonly string[],
): Promise<Map<string, OrderAddress>> {
  const { orderAddresses: t } = db.tables;
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(t)
    .where(inArray(t.orderId, [...orderIds]));
  return new Map(rows.map((row) => [row.orderId, row]));
}

const newOrderAddress = insertOnce(
  ({ orderAddresses }) => orderAddresses,
  (insert) => insert,
);

/** The copy that an order is placed with. */
export async function insertOrderAddress(
  tx: Transaction,
  orderId: string,
  address: PostalAddress,
): Promise<void> {
  await newOrderAddress(tx, { ...postalAddressOf(address), orderId });
}

/**
 * Sends an order elsewhere, one that had no address included. Whoever calls it has raised the order's
 * version in the same transaction, so that nothing is sent meanwhile.
 */
export async function putOrderAddress(
  tx: Transaction,
  orderId: string,
  address: PostalAddress,
  changed: { by: string; at: number },
): Promise<void> {
  const { orderAddresses: t } = tx.tables;
  const row = { ...postalAddressOf(address), changedAt: changed.at, changedBy: changed.by };
  await tx
    .insert(t)
    .values({ ...row, orderId })
    .onConflictDoUpdate({ target: t.orderId, set: row });
}
