import { idOf, type DocumentedCard } from '../documented-card';
import { expectedOf, notAnyJourney } from '../expected';
import type { CardResult } from '../results';
import { afterwards } from './afterwards';
import { payAndSave as payWithoutPage, type Paid } from './pay-and-save';
import { oneClick, offSession } from './pay-saved';
import { save } from './save';
import type { Scene } from './scene';

/** How a card is typed at checkout: through a page, or as the page would send it. */
export type PayAndSave = (scene: Scene, card: DocumentedCard) => Promise<Paid>;

export const resultOf = (card: DocumentedCard, notPlayed: string | null): CardResult => ({
  card: idOf(card),
  number: card.number,
  kind: card.kind,
  what: card.what,
  expected: expectedOf(card),
  got: notAnyJourney,
  notPlayed,
  picture: null,
  took: 0,
});

/**
 * Plays a card through every journey that it comes to, and tells what our shop says of each. `tell` hears of it
 * journey by journey, so that one that breaks leaves what was seen before.
 */
export async function playCard(
  scene: Scene,
  card: DocumentedCard,
  tell: (got: Partial<CardResult['got']>) => void,
  payAndSave: PayAndSave = payWithoutPage,
): Promise<{ orderId: string | null }> {
  const saved = await save(scene, card);
  tell({ save: saved.word });
  const paid = await payAndSave(scene, card);
  tell({ payAndSave: paid.word });
  if (saved.cardId !== null) {
    tell({ oneClick: await oneClick(scene, saved.cardId) });
    tell({ offSession: await offSession(scene, saved.cardId) });
  }
  if (!paid.word.endsWith('paid') || paid.orderId === null) return { orderId: null };
  const expected = expectedOf(card).afterwards ?? 'refunded';
  tell({ afterwards: await afterwards(scene, paid.orderId, expected) });
  return { orderId: paid.orderId };
}
