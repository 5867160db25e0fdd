import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import type { WrittenKey } from '../../lib/domain/ids';
import type { Reader, Tables, Transaction } from '../database';
import { newId, newKey } from '../new-id';
import type { Json } from '../../lib/domain/json';

type Row = Tables['cardSetups']['$inferSelect'];
export type CardSetup = Omit<Row, 'createKey'> & { createKey: WrittenKey };

const withKey = (row: Row): CardSetup => ({ ...row, createKey: row.createKey as WrittenKey });

/** Whose it is, and where its secret was asked for. */
type Owner = Pick<Row, 'userId' | 'customerId'> & Partial<Pick<Row, 'givenTo'>>;

export async function insertCardSetup(
  tx: Transaction,
  owner: Owner,
  createParameters: Json,
  at: number,
): Promise<{ id: string; createKey: WrittenKey; createParameters: Json }> {
  const row = { id: newId(), createKey: newKey(), createParameters };
  await tx.insert(tx.tables.cardSetups).values({ ...row, ...owner, createdAt: at });
  return row;
}

/** A card that is set up for an order. What Stripe is told names the row, so that it can be found by it. */
export async function insertOrderSetup(
  tx: Transaction,
  owner: Owner & { orderId: string },
  parametersOf: (cardSetupId: string) => Json,
  at: number,
): Promise<CardSetup> {
  const id = newId();
  const [row] = await tx
    .insert(tx.tables.cardSetups)
    .values({
      ...owner,
      id,
      createKey: newKey(),
      createParameters: parametersOf(id),
      createdAt: at,
    })
    .returning();
  if (!row) throw new Error('the card setup was not inserted');
  return withKey(row);
}

export async function setStripeSetupIntent(
  tx: Transaction,
  cardSetupId: string,
  stripeSetupIntentId: string,
): Promise<void> {
  const { cardSetups } = tx.tables;
  await tx.update(cardSetups).set({ stripeSetupIntentId }).where(eq(cardSetups.id, cardSetupId));
}

/** Another key for a setup that is still to be made. Compare-and-set: two tabs renew it once. */
export async function renewSetupKey(
  tx: Transaction,
  { id, createKey }: Pick<CardSetup, 'id' | 'createKey'>,
): Promise<void> {
  const { cardSetups } = tx.tables;
  await tx
    .update(cardSetups)
    .set({ createKey: newKey() })
    .where(
      and(
        eq(cardSetups.id, id),
        eq(cardSetups.createKey, createKey),
        isNull(cardSetups.stripeSetupIntentId),
      ),
    );
}

/** For Stripe's word, which names the row in its metadata where the answer to its making was lost. */
export async function findCardSetupById(
  db: Reader,
  cardSetupId: string,
): Promise<CardSetup | null> {
  const { cardSetups } = db.tables;
  const [row] = await db.select().from(cardSetups).where(eq(cardSetups.id, cardSetupId));
  return row ? withKey(row) : null;
}

/** The setups of an order, the newest first. */
export async function listOrderSetups(db: Reader, orderId: string): Promise<CardSetup[]> {
  const { cardSetups } = db.tables;
  const rows = await db
    .select()
    .from(cardSetups)
    .where(eq(cardSetups.orderId, orderId))
    .orderBy(desc(cardSetups.createdAt), desc(cardSetups.id));
  return rows.map(withKey);
}

/** Setups of orders that wait for a card, begun in between, whose outcome nobody has told us. */
export async function listUnfinishedSetups(
  db: Reader,
  begun: { after: number; before: number },
  limit: number,
): Promise<CardSetup[]> {
  const { cardSetups, orders } = db.tables;
  const rows = await db
    .select({ setup: cardSetups })
    .from(cardSetups)
    .innerJoin(orders, eq(orders.id, cardSetups.orderId))
    .where(
      and(
        isNotNull(cardSetups.orderId),
        isNull(cardSetups.cardId),
        gt(cardSetups.createdAt, begun.after),
        lt(cardSetups.createdAt, begun.before),
        inArray(orders.paymentState, ['awaiting_payment', 'scheduled']),
      ),
    )
    .orderBy(asc(cardSetups.createdAt))
    .limit(limit);
  return rows.map(({ setup }) => withKey(setup));
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
  return row ? withKey(row) : null;
}

/** By our own id, which a form was given. */
export async function findOwnSetup(
  db: Reader,
  userId: string,
  cardSetupId: string,
): Promise<CardSetup | null> {
  const { cardSetups } = db.tables;
  const [row] = await db
    .select()
    .from(cardSetups)
    .where(and(eq(cardSetups.userId, userId), eq(cardSetups.id, cardSetupId)));
  return row ? withKey(row) : null;
}

/** A person's set-ups that still take a card, the oldest first. */
export async function listLiveSetups(db: Reader, userId: string): Promise<CardSetup[]> {
  const { cardSetups } = db.tables;
  const rows = await db
    .select()
    .from(cardSetups)
    .where(and(eq(cardSetups.userId, userId), isNull(cardSetups.endedAt)))
    .orderBy(asc(cardSetups.createdAt), asc(cardSetups.id));
  return rows.map(withKey);
}

/** The same by Stripe's id. */
export async function endSetupAtStripe(
  tx: Transaction,
  stripeSetupIntentId: string,
  at: number,
): Promise<void> {
  const setup = await findCardSetupByStripeId(tx, stripeSetupIntentId);
  if (setup) await endSetup(tx, setup.id, at);
}

/** It takes no card any more. */
export async function endSetup(tx: Transaction, cardSetupId: string, at: number): Promise<void> {
  const { cardSetups } = tx.tables;
  await tx
    .update(cardSetups)
    .set({ endedAt: at })
    .where(and(eq(cardSetups.id, cardSetupId), isNull(cardSetups.endedAt)));
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
  return row ? withKey(row) : null;
}

export async function setCardOfSetup(
  tx: Transaction,
  cardSetupId: string,
  cardId: string,
): Promise<void> {
  const { cardSetups } = tx.tables;
  await tx.update(cardSetups).set({ cardId }).where(eq(cardSetups.id, cardSetupId));
}
