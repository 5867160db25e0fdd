import { faultMessage } from '../core/fault-words';
import { wordsOf, type Fault, type Language } from '../core/words';
import { Field } from './field';

/** The card holder's name, asked for only when the page says `fields.billingDetails.name: 'always'`. */
export class NameField {
  private readonly field: Field;
  private wasFilled = false;

  constructor(prefix: string, changed: () => void) {
    this.field = new Field({ prefix, name: 'name', label: '', autocomplete: 'billing name' });
    this.field.root.hidden = true;
    this.field.input.addEventListener('input', () => {
      this.field.show(null);
      this.field.markState();
      changed();
    });
  }

  get root(): HTMLElement {
    return this.field.root;
  }

  get value(): string {
    return this.root.hidden ? '' : this.field.value.trim();
  }

  apply(language: Language, initial: string): void {
    this.field.rename(wordsOf(language).name, '');
    if (this.wasFilled) return;
    this.wasFilled = true;
    this.field.input.value = initial;
    this.field.markState();
  }

  fault(language: Language): Fault | null {
    if (this.root.hidden || this.value !== '') return null;
    return { code: 'incomplete_name', message: faultMessage('incomplete_name', language) };
  }

  submit(language: Language): Fault | null {
    const fault = this.fault(language);
    this.field.show(fault);
    if (fault) this.field.input.focus();
    return fault;
  }
}
