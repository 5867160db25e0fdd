import { eq, gt } from 'drizzle-orm';
import {
  FAULT_STANDS_MS,
  type DeliveryFault,
  type DeliveryFaultKind,
} from '../../lib/domain/delivery-fault';
import type { Reader, Transaction } from '../database';

type Told = Pick<DeliveryFault, 'kind' | 'count' | 'detail'>;

/** Adds deliveries to the count of their fault, which begins anew where the last is long ago. */
export async function addDeliveryFaults(
  tx: Transaction,
  { kind, count, detail }: Told,
  at: number,
): Promise<void> {
  const { deliveryFaults } = tx.tables;
  const before = await findFault(tx, kind);
  const stands = before !== null && at - before.lastAt < FAULT_STANDS_MS;
  const row = {
    count: count + (stands ? before.count : 0),
    firstAt: stands ? before.firstAt : at,
    lastAt: at,
    detail,
  };
  await tx
    .insert(deliveryFaults)
    .values({ kind, ...row })
    .onConflictDoUpdate({ target: deliveryFaults.kind, set: row });
}

async function findFault(db: Reader, kind: DeliveryFaultKind): Promise<DeliveryFault | null> {
  const { deliveryFaults } = db.tables;
  const [row] = await db.select().from(deliveryFaults).where(eq(deliveryFaults.kind, kind));
  return row ?? null;
}

/** Those that stand at `at`: a handful at most, one of each kind. */
export const listDeliveryFaults = (db: Reader, at: number): Promise<DeliveryFault[]> => {
  const { deliveryFaults } = db.tables;
  return db
    .select()
    .from(deliveryFaults)
    .where(gt(deliveryFaults.lastAt, at - FAULT_STANDS_MS))
    .orderBy(deliveryFaults.kind);
};
