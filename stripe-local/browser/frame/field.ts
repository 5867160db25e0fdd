import type { Fault } from '../core/words';

export interface FieldSetup {
  readonly prefix: string;
  readonly name: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly autocomplete: AutoFill;
  readonly inputMode?: 'numeric' | 'text' | 'email' | 'tel';
  readonly type?: 'text' | 'email' | 'tel';
  readonly required?: boolean;
}

/** A labelled input with its error below, named as Stripe names them so that suites find it. */
export class Field {
  readonly root = document.createElement('div');
  readonly input = document.createElement('input');
  readonly ornament = document.createElement('div');
  private readonly label = document.createElement('label');
  private readonly error = document.createElement('p');

  constructor(setup: FieldSetup) {
    this.root.className = 'Field';
    this.root.dataset.field = setup.name;
    this.label.className = 'Label';
    this.input.className = 'Input Input--empty';
    this.input.name = setup.name;
    this.identify(setup.prefix);
    this.input.type = setup.type ?? 'text';
    this.input.autocomplete = setup.autocomplete;
    this.input.inputMode = setup.inputMode ?? 'text';
    this.input.setAttribute('aria-required', String(setup.required ?? true));
    this.input.spellcheck = false;
    this.error.className = 'Error';
    this.error.id = `Field-${setup.name}Error`;
    this.error.setAttribute('role', 'alert');
    this.error.hidden = true;
    this.ornament.className = 'Ornament';
    this.ornament.setAttribute('aria-hidden', 'true');
    const box = document.createElement('div');
    box.className = 'InputBox';
    box.append(this.input, this.ornament);
    this.root.append(this.label, box, this.error);
    this.rename(setup.label, setup.placeholder ?? '');
  }

  /** The ids begin with the element's type; suites look for them. */
  identify(prefix: string): void {
    this.input.id = `${prefix}-${this.input.name}Input`;
    this.label.htmlFor = this.input.id;
  }

  get value(): string {
    return this.input.value;
  }

  /** `format` belongs to the accessible name, as at Stripe, but the placeholder already shows it. */
  rename(label: string, placeholder: string, format?: string): void {
    this.label.textContent = label;
    this.input.placeholder = placeholder;
    if (format === undefined) return;
    const hidden = document.createElement('span');
    hidden.className = 'VisuallyHidden';
    hidden.textContent = ` ${format}`;
    this.label.append(hidden);
  }

  /** Shows the fault, or takes it away. The input is described by it only while it stands there. */
  show(fault: Fault | null): void {
    this.error.hidden = fault === null;
    this.error.textContent = fault?.message ?? '';
    this.input.classList.toggle('Input--invalid', fault !== null);
    this.label.classList.toggle('Label--invalid', fault !== null);
    this.input.setAttribute('aria-invalid', String(fault !== null));
    if (fault) this.input.setAttribute('aria-describedby', this.error.id);
    else this.input.removeAttribute('aria-describedby');
  }

  get showsFault(): boolean {
    return !this.error.hidden;
  }

  markState(): void {
    this.input.classList.toggle('Input--empty', this.value === '');
    this.label.classList.toggle('Label--empty', this.value === '');
  }

  /**
   * Writes the formatted text and keeps the caret after the same digit, so that correcting a digit
   * in the middle does not throw the caret to the end.
   */
  format(format: (text: string) => string): void {
    const { input } = this;
    const caret = input.selectionStart ?? input.value.length;
    const atEnd = caret === input.value.length;
    const before = countSignificant(input.value.slice(0, caret));
    const formatted = format(input.value);
    if (formatted === input.value) return;
    input.value = formatted;
    if (document.activeElement !== input) return;
    const position = atEnd ? formatted.length : positionAfter(formatted, before);
    input.setSelectionRange(position, position);
  }
}

const isSignificant = (character: string): boolean => /[A-Za-z0-9]/.test(character);

const countSignificant = (text: string): number => [...text].filter(isSignificant).length;

const positionAfter = (text: string, significant: number): number => {
  let seen = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (seen === significant) return index;
    if (isSignificant(text.charAt(index))) seen += 1;
  }
  return text.length;
};
