import { desc } from 'drizzle-orm';
import type { Reader, Tables, Transaction } from '../database';
import { newId } from '../new-id';

export type Reconciliation = Tables['reconciliations']['$inferSelect'];

export async function insertReconciliation(
  tx: Transaction,
  run: Omit<Reconciliation, 'id'>,
): Promise<void> {
  await tx.insert(tx.tables.reconciliations).values({ ...run, id: newId() });
}

/** The latest first. */
export const listReconciliations = (db: Reader, limit: number): Promise<Reconciliation[]> => {
  const { reconciliations } = db.tables;
  return db
    .select()
    .from(reconciliations)
    .orderBy(desc(reconciliations.startedAt), desc(reconciliations.id))
    .limit(limit);
};
