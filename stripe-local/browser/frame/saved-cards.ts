import type { SavedCard } from '../core/protocol';
import { wordsOf, type Language } from '../core/words';
import { brandMark, brandNames } from './card-marks';

const twoDigits = (value: number): string => String(value).padStart(2, '0').slice(-2);

/** The cards that the customer session lets this customer see again, and "New card" below them. */
export class SavedCards {
  readonly root = document.createElement('fieldset');
  private cards: readonly SavedCard[] = [];
  private selected: string | null = null;

  constructor(private readonly changed: () => void) {
    this.root.className = 'SavedCards';
  }

  get chosen(): SavedCard | null {
    return this.cards.find(({ id }) => id === this.selected) ?? null;
  }

  draw(cards: readonly SavedCard[], language: Language): void {
    const isFirst = this.cards.length === 0;
    this.cards = cards;
    this.root.hidden = cards.length === 0;
    if (isFirst) this.selected = cards[0]?.id ?? null;
    const words = wordsOf(language);
    const legend = document.createElement('legend');
    legend.className = 'VisuallyHidden';
    legend.textContent = words.savedCards;
    const rows = cards.map((card) =>
      this.row(
        card.id,
        words.endingIn(brandNames[card.brand] ?? card.brand, card.last4),
        words.expires(twoDigits(card.expMonth), twoDigits(card.expYear)),
        brandMark(card.brand),
      ),
    );
    this.root.replaceChildren(legend, ...rows, this.row(null, words.newCard, '', ''));
  }

  private row(id: string | null, name: string, detail: string, mark: string): HTMLElement {
    const row = document.createElement('label');
    row.className = 'AccordionItem';
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
    row.append(radio, picture, text, small);
    return row;
  }
}
