import { purchase, TIDELINE, type Answer } from '../../fixtures/purchases';
import { findServerAction } from '../../fixtures/action-manifest';
import { callAction } from '../../fixtures/server-actions';
import { answerFor, withBank } from './confirm';
import type { Scene } from './scene';
import { seenAtLast } from './seen-at-last';
import { paymentWord, paymentWordAtLast } from './what-we-say';

/** One click with the saved card. */
export async function oneClick(scene: Scene, cardId: string): Promise<string> {
  const { who, visit } = scene.saver;
  const answer = await purchase(visit, who, 'buyWithCard', TIDELINE, { cardId });
  if (!answer.value?.orderId) return `refused: ${answer.code}`;
  const said = await answerFor(scene, answer.value.clientSecret ?? null);
  if (said.bank === 'unanswered') return withBank(said, '');
  return withBank(said, await paymentWordAtLast(scene.records, answer.value.orderId));
}

/** A pre-order with the saved card, which the desk charges while its buyer is away. */
export async function offSession(scene: Scene, cardId: string): Promise<string> {
  const { saver, desk, records, later } = scene;
  const answer = await purchase(saver.visit, saver.who, 'preorderWithCard', later, { cardId });
  const orderId = answer.value?.orderId;
  if (!orderId) return `refused: ${answer.code}`;
  // The bank may ask while the card is set up, because its owner is still there.
  const said = await answerFor(scene, answer.value?.clientSecret ?? null);
  if (said.bank === 'unanswered') return withBank(said, '');
  const word = await seenAtLast(
    () => paymentWord(records, orderId),
    (seen) => seen === 'scheduled',
  );
  if (word !== 'scheduled') return `not scheduled: ${word}`;
  const charge = findServerAction('chargeOrder');
  const { result } = await callAction(desk.visit, charge, [desk.who.id, { orderId }]);
  const { ok, code } = (result ?? {}) as Answer;
  return ok ? paymentWordAtLast(records, orderId) : `refused: ${code}`;
}
