import { listPaidWith } from '@/db/queries/card-history';
import { listActiveCards, type Card } from '@/db/queries/cards';
import { database } from '../database';
import type { WalletCard } from '../domain/wallet-card';
import { defaultFirst, toCardView } from './list-cards';

/** So many orders of a card are told; all of them stand in the list of orders. */
const TOLD = 5;

/** A person's cards with what they have paid: the default first, then the newest. Never asks Stripe. */
export async function listWallet(userId: string): Promise<WalletCard[]> {
  const cards = await listActiveCards(database().read, userId);
  const now = Date.now();
  return defaultFirst(await Promise.all(cards.map((card) => toWalletCard(card, now))));
}

async function toWalletCard(card: Card, now: number): Promise<WalletCard> {
  const paid = await listPaidWith(database().read, card.userId, card, TOLD + 1);
  return {
    ...toCardView(card, now),
    addedAt: card.createdAt,
    billing: card.billing,
    paid: paid.slice(0, TOLD),
    hasPaidMore: paid.length > TOLD,
  };
}
