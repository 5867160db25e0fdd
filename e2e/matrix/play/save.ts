import { addCard } from '../../fixtures/purchases';
import type { DocumentedCard } from '../documented-card';
import { sendCard, withBank } from './confirm';
import type { Scene } from './scene';
import { cardAtLast } from './what-we-say';

/** Adds the card in the wallet, and gives its id with us; null where it is not there afterwards. */
export async function save(
  scene: Scene,
  card: DocumentedCard,
): Promise<{ word: string; cardId: string | null }> {
  const { records, saver } = scene;
  const { code, value } = await addCard(saver.visit, saver.who);
  if (!value?.clientSecret) return { word: `refused: ${code}`, cardId: null };
  const said = await sendCard(scene, value.clientSecret, card);
  if (said.bank === 'unanswered') return { word: withBank(said, ''), cardId: null };
  if (said.refused === null) {
    const kept = await cardAtLast(records, saver.who.id);
    return { word: withBank(said, kept ? 'saved' : 'not saved'), cardId: kept?.id ?? null };
  }
  const cards = await records.cardsOf(saver.who.id);
  const word = `declined: ${said.refused}${cards.length > 0 ? ', and saved' : ''}`;
  return { word: withBank(said, word), cardId: null };
}
