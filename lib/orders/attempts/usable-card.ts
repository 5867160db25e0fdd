import { findCard, type Card } from '@/db/queries/cards';
import type { Reader } from '@/db/database';
import { expiryOf } from '../../domain/card';
import { Failure } from '../../domain/failure';

type ForWhat = {
  /** The Customer that its buyer has now: Stripe takes no card of another. */
  customerId: string;
  /** The card that the order was agreed to be charged to, if it is there and has one. */
  scheduledCardId: string | null;
};

/**
 * A saved card that its owner may use here and now. Throws Failure: `not_found` for a card that is
 * missing, removed or somebody else's, `card_not_ready` for one that has expired.
 */
export async function getUsableCard(
  db: Reader,
  userId: string,
  cardId: string,
  { customerId, scheduledCardId }: ForWhat,
  at: number,
): Promise<Card> {
  const card = await findCard(db, userId, cardId);
  // A newer copy may have hidden the card that the order was agreed to be charged to.
  const isHere =
    card?.state === 'active' || (card?.state === 'replaced' && card.id === scheduledCardId);
  if (!isHere || card.customerId !== customerId) throw new Failure('not_found');
  if (expiryOf(card, at) === 'expired') throw new Failure('card_not_ready');
  return card;
}
