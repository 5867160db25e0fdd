import { asc, eq } from 'drizzle-orm';
import type { DisputeReport } from '../../lib/domain/refunds-and-disputes';
import type { Reader, Tables, Transaction } from '../database';

export type Dispute = Tables['disputes']['$inferSelect'];

/** Oldest first. */
export const listDisputes = (db: Reader, orderId: string): Promise<Dispute[]> => {
  const { disputes } = db.tables;
  return db
    .select()
    .from(disputes)
    .where(eq(disputes.orderId, orderId))
    .orderBy(asc(disputes.openedAt), asc(disputes.stripeDisputeId));
};

/** Takes over what Stripe tells of a dispute, new or known. */
export async function putDispute(
  tx: Transaction,
  orderId: string,
  report: DisputeReport,
  at: number,
): Promise<void> {
  const { amount, currency, reason, status, evidenceDueAt } = report;
  const told = { amount, currency, reason, status, evidenceDueAt, updatedAt: at };
  const { disputes } = tx.tables;
  await tx
    .insert(disputes)
    .values({ ...report, ...told, orderId })
    .onConflictDoUpdate({ target: disputes.stripeDisputeId, set: told });
}
