import { expect, type TestInfo } from 'playwright/test';
import { CARD_RESULT } from '../../report/matrix';
import { run } from '../../setup/run';
import type { DocumentedCard } from '../documented-card';
import { differencesOf, type CardResult } from '../results';
import { resultOf } from './play-card';

type Play = (tell: (more: Partial<CardResult['got']>) => void) => Promise<void>;

/** Plays a card, leaves what came of it for the table, however it ends, and fails where that is not what is expected. */
export async function told(testInfo: TestInfo, card: DocumentedCard, play: Play): Promise<void> {
  const begun = Date.now();
  const isNameless = run.stripeUrl === null && card.name === null;
  let result = resultOf(card, isNameless ? 'Stripe has no name for it that the API takes' : null);
  const tell = (more: Partial<CardResult['got']>) => {
    result = { ...result, got: { ...result.got, ...more } };
  };
  try {
    if (!isNameless) await play(tell);
  } finally {
    const description = JSON.stringify({ ...result, took: Date.now() - begun });
    testInfo.annotations.push({ type: CARD_RESULT, description });
  }
  if (!isNameless) expect(differencesOf(result)).toEqual([]);
}
