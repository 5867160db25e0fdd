import { eq, inArray } from 'drizzle-orm';
import { postalAddressOf, type PostalAddress } from '../../lib/domain/address';
import type { Reader, Tables, Transaction } from '../database';

export type OrderAddress = Tables['orderAddresses']['$inferSelect'];

/** Null for an order from before anybody was asked. */
export async function findAddressOfOrder(
  db: Reader,
  orderId: string,
): Promise<OrderAddress | null> {
  const { orderAddresses: t } = db.tables;
  const [address] = await db.select().from(t).where(eq(t.orderId, orderId));
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

/** The copy that an order is placed with. */
export async function insertOrderAddress(
  tx: Transaction,
  orderId: string,
  address: PostalAddress,
): Promise<void> {
  await tx.insert(tx.tables.orderAddresses).values({ ...postalAddressOf(address), orderId });
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
