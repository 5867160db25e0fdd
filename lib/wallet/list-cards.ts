import { listActiveCards, type Card } from '@/db/queries/cards';
import { database } from '../database';
import { expiryOf, type CardView } from '../domain/card';

export const toCardView = (card: Card, now: number): CardView => ({
  id: card.id,
  nickname: card.nickname,
  brand: card.brand,
  last4: card.last4,
  expMonth: card.expMonth,
  expYear: card.expYear,
  expiry: expiryOf(card, now),
  isDefault: card.isDefault,
  offeredAtCheckout: card.redisplay === 'always',
});

/** A person's cards: the default first, then the newest. Asks our database only, never Stripe. */
export async function listCards(userId: string): Promise<CardView[]> {
  const cards = await listActiveCards(database().read, userId);
  const now = Date.now();
  return defaultFirst(cards.map((card) => toCardView(card, now)));
}

/** Otherwise in the order that they came in. */
export const defaultFirst = <C extends { isDefault: boolean }>(cards: readonly C[]): C[] =>
  [...cards].sort((a, b) => Number(b.isDefault) - Number(a.isDefault));

/** The cards that checkout offers: those that their owner agreed to see there. */
export const listCheckoutCards = async (userId: string): Promise<CardView[]> =>
  (await listCards(userId)).filter((card) => card.offeredAtCheckout && card.expiry !== 'expired');
