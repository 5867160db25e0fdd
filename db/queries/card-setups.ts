import { and, eq } from 'drizzle-orm';
import type { WrittenKey } from '../../lib/domain/ids';
import type { Reader, Tables, Transaction } from '../database';
import { newId, newKey } from '../new-id';
import type { Json } from '../../lib/domain/json';

export type CardSetup = Tables['cardSetups']['$inferSelect'];

export async function insertCardSetup(
  tx: Transaction,
  owner: { userId: string; customerId: string },
  createParameters: Json,
  at: number,
): Promise<{ id: string; createKey: WrittenKey; createParameters: Json }> {
  const row = { id: newId(), createKey: newKey(), createParameters };
  await tx.insert(tx.tables.cardSetups).values({ ...row, ...owner, createdAt: at });
  return row;
}

export async function setStripeSetupIntent(
  tx: Transaction,
  cardSetupId: string,
  stripeSetupIntentId: string,
): Promise<void> {
  const { cardSetups } = tx.tables;
  await tx.update(cardSetups).set({ stripeSetupIntentId }).where(eq(cardSetups.id, cardSetupId));
}

export async function findCardSetup(
  db: Reader,
  userId: string,
  stripeSetupIntentId: string,
): Promise<CardSetup | null> {
  const { cardSetups } = db.tables;
  const [row] = await db
    .select()
    .from(cardSetups)
    .where(
      and(eq(cardSetups.userId, userId), eq(cardSetups.stripeSetupIntentId, stripeSetupIntentId)),
    );
  return row ?? null;
}

/** For Stripe's word, which names no user of ours. */
export async function findCardSetupByStripeId(
  db: Reader,
  stripeSetupIntentId: string,
): Promise<CardSetup | null> {
  const { cardSetups } = db.tables;
  const [row] = await db
    .select()
    .from(cardSetups)
    .where(eq(cardSetups.stripeSetupIntentId, stripeSetupIntentId));
  return row ?? null;
}

export async function setCardOfSetup(
  tx: Transaction,
  cardSetupId: string,
  cardId: string,
): Promise<void> {
  const { cardSetups } = tx.tables;
  await tx.update(cardSetups).set({ cardId }).where(eq(cardSetups.id, cardSetupId));
}
