import type { SavedCard } from '../core/protocol';
import { wordsOf, type Language } from '../core/words';

/** Resolves with the reason why the card is still there, or null when it is gone. */
export type RemoveCard = (card: SavedCard) => Promise<string | null>;

const button = (text: string): HTMLButtonElement => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'TextButton';
  made.textContent = text;
  return made;
};

/** "Remove" beside a saved card. It asks first: a card that is taken away has to be typed again. */
export class RemovalControl {
  readonly opener: HTMLButtonElement;
  readonly question = document.createElement('div');
  private readonly error = document.createElement('p');
  private readonly yes: HTMLButtonElement;
  private readonly no: HTMLButtonElement;

  constructor(
    private readonly card: SavedCard,
    name: string,
    language: Language,
    private readonly remove: RemoveCard,
  ) {
    const words = wordsOf(language);
    this.opener = button(words.remove);
    this.opener.setAttribute('aria-label', words.removeCard(name));
    this.yes = button(words.remove);
    this.yes.classList.add('TextButton--danger');
    this.no = button(words.keep);
    this.error.className = 'Error';
    this.error.setAttribute('role', 'alert');
    const text = document.createElement('span');
    text.textContent = words.removeAsk;
    this.question.className = 'RemovalQuestion';
    this.question.setAttribute('role', 'group');
    this.question.setAttribute('aria-label', words.removeCard(name));
    this.question.append(text, this.no, this.yes, this.error);
    this.question.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      // Escape takes the question back; the page would take it for leaving the whole form.
      event.stopPropagation();
      this.ask(false);
    });
    this.opener.addEventListener('click', () => this.ask(true));
    this.no.addEventListener('click', () => this.ask(false));
    this.yes.addEventListener('click', () => void this.confirm());
    this.question.hidden = true;
  }

  private ask(asks: boolean): void {
    this.error.textContent = '';
    this.question.hidden = !asks;
    this.opener.hidden = asks;
    // The button that had the focus has just gone, and the focus would be lost with it.
    (asks ? this.no : this.opener).focus();
  }

  private async confirm(): Promise<void> {
    this.yes.disabled = true;
    this.no.disabled = true;
    const reason = await this.remove(this.card);
    if (reason === null) return;
    this.yes.disabled = false;
    this.no.disabled = false;
    this.error.textContent = reason;
    this.yes.focus();
  }
}
