import type { SavedCard } from '../core/protocol';
import { wordsOf, type Language } from '../core/words';
import { brandMark, brandNames } from './card-marks';
import { RemovalControl, type RemoveCard } from './removal-control';

const twoDigits = (value: number): string => String(value).padStart(2, '0').slice(-2);

/** The cards that the customer session lets this customer see again, and "New card" below them. */
export class SavedCards {
  readonly root = document.createElement('fieldset');
  private cards: readonly SavedCard[] = [];
  private selected: string | null = null;

  constructor(
    private readonly changed: () => void,
    private readonly remove: RemoveCard,
  ) {
    this.root.className = 'SavedCards';
  }

  get chosen(): SavedCard | null {
    return this.cards.find(({ id }) => id === this.selected) ?? null;
  }

  draw(cards: readonly SavedCard[], language: Language, isRemovable: boolean): void {
    const isFirst = this.cards.length === 0;
    this.cards = cards;
    this.root.hidden = cards.length === 0;
    if (isFirst) this.selected = cards[0]?.id ?? null;
    const words = wordsOf(language);
    const legend = document.createElement('legend');
    legend.className = 'VisuallyHidden';
    legend.textContent = words.savedCards;
    const rows = cards.map((card) => {
      const name = words.endingIn(brandNames[card.brand] ?? card.brand, card.last4);
      const expires = words.expires(twoDigits(card.expMonth), twoDigits(card.expYear));
      const row = this.row(card.id, name, expires, brandMark(card.brand));
      if (isRemovable) {
        const control = new RemovalControl(card, name, language, this.remove);
        row.append(control.opener, control.question);
      }
      return row;
    });
    this.root.replaceChildren(legend, ...rows, this.row(null, words.newCard, '', ''));
  }

  /** The next card takes the place of one that was chosen; the focus goes there with it. */
  forget(id: string, language: Language): void {
    const left = this.cards.filter((card) => card.id !== id);
    if (this.selected === id) this.selected = left[0]?.id ?? null;
    this.draw(left, language, true);
    this.changed();
    this.root.querySelector<HTMLInputElement>('input:checked')?.focus();
  }

  private row(id: string | null, name: string, detail: string, mark: string): HTMLElement {
    const row = document.createElement('div');
    row.className = 'AccordionItem';
    const label = document.createElement('label');
    label.className = 'AccordionLabel';
    row.classList.toggle('AccordionItem--selected', id === this.selected);
    const radio = document.createElement('input');
    radio.type = 'radio';
    radio.name = 'saved';
    radio.value = id ?? 'new';
    radio.checked = id === this.selected;
    radio.addEventListener('change', () => {
      this.selected = id;
      for (const other of this.root.querySelectorAll('.AccordionItem')) {
        other.classList.toggle('AccordionItem--selected', other === row);
      }
      this.changed();
    });
    const picture = document.createElement('span');
    picture.setAttribute('aria-hidden', 'true');
    picture.innerHTML = mark;
    const text = document.createElement('span');
    text.textContent = name;
    const small = document.createElement('small');
    small.textContent = detail;
    label.append(radio, picture, text, small);
    row.append(label);
    return row;
  }
}
