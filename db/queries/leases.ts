import { and, eq, lte, or } from 'drizzle-orm';
import type { Reader, Tables, Transaction } from '../database';

export type Lease = Tables['leases']['$inferSelect'];

/** Compare-and-set: one of many gets a lease that is free at `at`, until `lease.until`. In ms. */
export async function takeLease(tx: Transaction, lease: Lease, at: number): Promise<boolean> {
  const { leases } = tx.tables;
  const first = await tx
    .insert(leases)
    .values(lease)
    .onConflictDoNothing()
    .returning({ name: leases.name });
  if (first.length === 1) return true;
  const { name, holder, until } = lease;
  const taken = await tx
    .update(leases)
    .set({ holder, until })
    .where(and(eq(leases.name, name), or(eq(leases.holder, holder), lte(leases.until, at))))
    .returning({ name: leases.name });
  return taken.length === 1;
}

/** False where somebody else has taken it meanwhile: whoever held it stops. */
export async function renewLease(
  tx: Transaction,
  { name, holder, until }: Lease,
): Promise<boolean> {
  const { leases } = tx.tables;
  const renewed = await tx
    .update(leases)
    .set({ until })
    .where(and(eq(leases.name, name), eq(leases.holder, holder)))
    .returning({ name: leases.name });
  return renewed.length === 1;
}

/** Does nothing where somebody else holds it. */
export async function releaseLease(
  tx: Transaction,
  { name, holder }: Omit<Lease, 'until'>,
): Promise<void> {
  const { leases } = tx.tables;
  await tx.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)));
}

export async function findLease(db: Reader, name: string): Promise<Lease | null> {
  const { leases } = db.tables;
  const [lease] = await db.select().from(leases).where(eq(leases.name, name));
  return lease ?? null;
}
