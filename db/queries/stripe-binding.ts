import type { Reader, Tables, Transaction } from '../database';

export type StripeBinding = Pick<
  Tables['stripeBinding']['$inferSelect'],
  'stripeAccountId' | 'livemode'
>;

export async function findStripeBinding(db: Reader): Promise<StripeBinding | null> {
  const { stripeBinding } = db.tables;
  const [row] = await db
    .select({
      stripeAccountId: stripeBinding.stripeAccountId,
      livemode: stripeBinding.livemode,
    })
    .from(stripeBinding);
  return row ?? null;
}

/** Since when this database knows whose keys it is used with, in ms. Nothing in it is older. */
export async function findBoundSince(db: Reader): Promise<number | null> {
  const { stripeBinding } = db.tables;
  const [row] = await db.select({ createdAt: stripeBinding.createdAt }).from(stripeBinding);
  return row?.createdAt ?? null;
}

/** Keeps the first account that ever asks; two servers that start at once keep one of theirs. */
export async function bindStripe(
  tx: Transaction,
  binding: StripeBinding,
  at: number,
): Promise<void> {
  await tx
    .insert(tx.tables.stripeBinding)
    .values({ ...binding, id: 'only', createdAt: at })
    .onConflictDoNothing();
}
