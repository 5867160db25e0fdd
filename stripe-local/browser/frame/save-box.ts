import type { FormRecord } from '../core/form-body';
import type { SaveOffer } from '../core/protocol';
import { wordsOf, type Language } from '../core/words';

/** The box by which a customer agrees that the typed card is kept and shown again. */
export class SaveBox {
  readonly root = document.createElement('label');
  private readonly box = document.createElement('input');
  private readonly text = document.createElement('span');
  private offer: SaveOffer = { isOffered: false, usage: null };

  constructor() {
    this.root.className = 'CheckboxLabel';
    this.box.type = 'checkbox';
    this.box.id = 'payment-saveInput';
    this.box.name = 'save';
    this.root.append(this.box, this.text);
  }

  get isOffered(): boolean {
    return this.offer.isOffered;
  }

  draw(offer: SaveOffer, language: Language): void {
    this.offer = offer;
    this.text.textContent = wordsOf(language).save;
  }

  /** How the new payment method may be shown again; nothing where nobody was asked. */
  redisplay(): FormRecord {
    if (!this.isOffered) return {};
    return { allow_redisplay: this.box.checked ? 'always' : 'limited' };
  }

  /** What the intent is told on top: a card that is to be kept is set up for its later use. */
  usage(): FormRecord {
    const { usage } = this.offer;
    return this.isOffered && this.box.checked && usage ? { setup_future_usage: usage } : {};
  }
}
