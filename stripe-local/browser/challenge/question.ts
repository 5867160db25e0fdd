/** The bank's question with its two answers, drawn inside a frame or on a page of its own. */
import {
  decide,
  findAuthentication,
  writtenAmount,
  type Authentication,
  type Decision,
} from './authentication';

const at = <Type extends HTMLElement>(id: string, type: new () => Type): Type => {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page lacks #${id}.`);
  return found;
};

const describe = (authentication: Authentication): void => {
  const { amount, currency, merchant, card, object } = authentication;
  at('merchant', HTMLElement).textContent = merchant;
  at('card', HTMLElement).textContent = `•••• ${card.last4}`;
  const isPayment = object === 'payment_intent' && amount !== null && currency !== null;
  at('amount-row', HTMLElement).hidden = !isPayment;
  if (isPayment) at('amount', HTMLElement).textContent = writtenAmount(amount, currency);
  at('question', HTMLElement).textContent = isPayment
    ? 'Authorise this test payment?'
    : 'Authorise saving this card?';
};

const say = (text: string): void => {
  at('problem', HTMLElement).textContent = text;
};

export const askQuestion = async (
  id: string,
  whenDecided: (decision: Decision) => void,
): Promise<void> => {
  const complete = at('test-source-authorize-3ds', HTMLButtonElement);
  const fail = at('test-source-fail-3ds', HTMLButtonElement);
  const answer = async (decision: 'complete' | 'fail'): Promise<void> => {
    // A second click while the first is under way would answer twice.
    complete.disabled = true;
    fail.disabled = true;
    say('');
    try {
      whenDecided(await decide(id, decision));
    } catch (error) {
      say(error instanceof Error ? error.message : 'The answer did not get through. Try again.');
      complete.disabled = false;
      fail.disabled = false;
    }
  };
  complete.addEventListener('click', () => void answer('complete'));
  fail.addEventListener('click', () => void answer('fail'));
  try {
    const authentication = await findAuthentication(id);
    describe(authentication);
    // Somebody may have answered in another window; asking again would change nothing.
    if (authentication.state !== 'pending') {
      await answer(authentication.state === 'succeeded' ? 'complete' : 'fail');
      return;
    }
    complete.disabled = false;
    fail.disabled = false;
    at('question', HTMLElement).focus();
  } catch (error) {
    say(error instanceof Error ? error.message : 'The bank cannot be reached.');
  }
};
