import { purchase, TIDELINE } from '../../fixtures/purchases';
import type { DocumentedCard } from '../documented-card';
import { sendCard, withBank } from './confirm';
import type { Scene } from './scene';
import { cardAtLast, paymentWordAtLast } from './what-we-say';

/** What came of a card that was typed at checkout. */
export type Paid = { word: string; orderId: string | null };

/** Pays at checkout with a card that is to be saved, without a browser. */
export async function payAndSave(scene: Scene, card: DocumentedCard): Promise<Paid> {
  const { who, visit } = scene.payer;
  const { code, value } = await purchase(visit, who, 'startPayment', TIDELINE, { savesCard: true });
  const { clientSecret, orderId } = value ?? {};
  if (!clientSecret || !orderId) return { word: `refused: ${code}`, orderId: null };
  const said = await sendCard(scene, clientSecret, card);
  // A number that is none reaches no bank, and we hear nothing of it: the form has said so.
  if (said.refused === 'incorrect_number') return { word: `declined: ${said.refused}`, orderId };
  const word = said.bank === 'unanswered' ? '' : await paidWord(scene, orderId);
  return { word: withBank(said, word), orderId };
}

/** Whether it is paid, and then whether the card was kept as its owner wanted. */
export async function paidWord({ records, payer }: Scene, orderId: string): Promise<string> {
  const word = await paymentWordAtLast(records, orderId);
  if (word !== 'paid') return word;
  return (await cardAtLast(records, payer.who.id)) ? word : 'paid, not saved';
}
