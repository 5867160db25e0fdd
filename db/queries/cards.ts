import { and, desc, eq, ne } from 'drizzle-orm';
import type { CardDetails, CardState, SetupUsage } from '../../lib/domain/card';
import { builtOnce, given } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import { newId } from '../new-id';

export type Card = Tables['cards']['$inferSelect'];

/** The cards in a wallet, the newest first. */
export const listActiveCards = (db: Reader, userId: string): Promise<Card[]> => {
  const { cards } = db.tables;
  return db
    .select()
    .from(cards)
    .where(and(eq(cards.userId, userId), eq(cards.state, 'active')))
    .orderBy(desc(cards.createdAt), desc(cards.id));
};

const cardOf = builtOnce((db: Reader) => {
  const { cards: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(and(eq(t.userId, given(t.userId, 'userId')), eq(t.id, given(t.id, 'cardId'))));
});

export async function findCard(db: Reader, userId: string, cardId: string): Promise<Card | null> {
  const [card] = await cardOf(db, { userId, cardId });
  return card ?? null;
}

/** For an attempt, which names its card and has been checked against its owner. */
export async function findCardById(db: Reader, cardId: string): Promise<Card | null> {
  const { cards } = db.tables;
  const [card] = await db.select().from(cards).where(eq(cards.id, cardId));
  return card ?? null;
}

export async function findCardByStripeId(
  db: Reader,
  stripePaymentMethodId: string,
): Promise<Card | null> {
  const { cards } = db.tables;
  const [card] = await db
    .select()
    .from(cards)
    .where(eq(cards.stripePaymentMethodId, stripePaymentMethodId));
  return card ?? null;
}

/** The active card of a Customer that is the same piece of plastic under another Stripe id. */
export async function findTwin(
  db: Reader,
  customerId: string,
  details: Pick<CardDetails, 'fingerprint' | 'stripePaymentMethodId'>,
): Promise<Card | null> {
  if (details.fingerprint === null) return null;
  const { cards } = db.tables;
  const [twin] = await db
    .select()
    .from(cards)
    .where(
      and(
        eq(cards.customerId, customerId),
        eq(cards.fingerprint, details.fingerprint),
        eq(cards.state, 'active'),
        ne(cards.stripePaymentMethodId, details.stripePaymentMethodId),
      ),
    );
  return twin ?? null;
}

const columnsOf = (details: CardDetails) => ({
  brand: details.brand,
  last4: details.last4,
  expMonth: details.expMonth,
  expYear: details.expYear,
  funding: details.funding,
  country: details.country,
  fingerprint: details.fingerprint,
  redisplay: details.redisplay,
  billing: details.billing,
});

type NewCard = {
  userId: string;
  customerId: string;
  setupUsage: SetupUsage;
  isDefault: boolean;
  /** Of the older copy whose place it takes. */
  nickname?: string | null;
};

export async function insertCard(
  tx: Transaction,
  owner: NewCard,
  details: CardDetails,
  at: number,
): Promise<Card> {
  const [card] = await tx
    .insert(tx.tables.cards)
    .values({
      ...owner,
      ...columnsOf(details),
      id: newId(),
      stripePaymentMethodId: details.stripePaymentMethodId,
      state: 'active',
      createdAt: at,
      updatedAt: at,
    })
    .returning();
  if (!card) throw new Error('the card was not inserted');
  return card;
}

/** Takes over what Stripe says of a card now: issuers change expiry and last four digits. */
export async function refreshCard(
  tx: Transaction,
  cardId: string,
  details: CardDetails,
  at: number,
): Promise<void> {
  const { cards } = tx.tables;
  await tx
    .update(cards)
    .set({ ...columnsOf(details), updatedAt: at })
    .where(eq(cards.id, cardId));
}

/** What its owner calls it; null takes the name away. */
export async function setNickname(
  tx: Transaction,
  cardId: string,
  nickname: string | null,
  at: number,
): Promise<void> {
  const { cards } = tx.tables;
  await tx.update(cards).set({ nickname, updatedAt: at }).where(eq(cards.id, cardId));
}

/** A card that was set up again, for more than before. */
export async function setSetupUsage(
  tx: Transaction,
  cardId: string,
  setupUsage: SetupUsage,
): Promise<void> {
  const { cards } = tx.tables;
  await tx.update(cards).set({ setupUsage }).where(eq(cards.id, cardId));
}

/** Compare-and-set: false where the card was not in state `from` any more. */
export async function moveCard(
  tx: Transaction,
  cardId: string,
  from: CardState,
  to: CardState,
  at: number,
): Promise<boolean> {
  const { cards } = tx.tables;
  const moved = await tx
    .update(cards)
    .set({ state: to, isDefault: false, updatedAt: at })
    .where(and(eq(cards.id, cardId), eq(cards.state, from)))
    .returning({ id: cards.id });
  return moved.length === 1;
}

/** Every card of a Customer that is gone is off, hidden ones too. */
export async function detachCardsOf(
  tx: Transaction,
  customerId: string,
  at: number,
): Promise<Card[]> {
  const { cards } = tx.tables;
  return tx
    .update(cards)
    .set({ state: 'detached', isDefault: false, updatedAt: at })
    .where(and(eq(cards.customerId, customerId), ne(cards.state, 'detached')))
    .returning();
}

/** Makes one active card the default of its Customer, or none with null. */
export async function setDefaultCard(
  tx: Transaction,
  userId: string,
  cardId: string | null,
  at: number,
): Promise<boolean> {
  const { cards } = tx.tables;
  // First take it from the old one: two defaults at once are refused by the index.
  await tx
    .update(cards)
    .set({ isDefault: false, updatedAt: at })
    .where(and(eq(cards.userId, userId), eq(cards.isDefault, true)));
  if (cardId === null) return true;
  const set = await tx
    .update(cards)
    .set({ isDefault: true, updatedAt: at })
    .where(and(eq(cards.userId, userId), eq(cards.id, cardId), eq(cards.state, 'active')))
    .returning({ id: cards.id });
  return set.length === 1;
}
