import { agreedWordsStand, renewAgreedWords } from './agreed-words';
import { ask, type Action, type Answer } from './ask';

/**
 * What somebody agrees to by pressing a button: the words that say so on the page, the button's own
 * first, and what is then asked of the server. Made together, from the same price and card, so that
 * the two cannot part.
 */
export type Agreed<Input> = { words: readonly [string, ...string[]]; input: Input };

/**
 * Calls a server action with what was agreed to, if the page still says so. If it does not, nothing
 * is sent, and the words are written anew.
 */
export async function askAgreed<Input, T>(
  action: Action<Input, T>,
  { words, input }: Agreed<Input>,
): Promise<Answer<T>> {
  const refusal = refuseUnlessSaid(words);
  return refusal ?? ask(action, input);
}

/** Null where the page says all of these words; otherwise the failure, with the words renewed. */
export function refuseUnlessSaid(words: readonly string[]): (Answer<never> & { ok: false }) | null {
  if (agreedWordsStand(words)) return null;
  renewAgreedWords();
  return { ok: false, code: 'words_changed' };
}
