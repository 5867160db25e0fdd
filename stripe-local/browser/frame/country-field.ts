import { regionsIn } from '../core/region-codes';
import type { Language } from '../core/words';

/** The select of countries; its id and name are Stripe's. */
export class CountryField {
  readonly root = document.createElement('div');
  readonly select = document.createElement('select');
  private readonly label = document.createElement('label');

  constructor(prefix: string, autocomplete: AutoFill, allowed: readonly string[] | null = null) {
    const id = `${prefix}-countryInput`;
    this.root.className = 'Field';
    this.root.dataset.field = 'country';
    this.label.className = 'Label';
    this.label.htmlFor = id;
    this.select.className = 'Input Select';
    this.select.id = id;
    this.select.name = 'country';
    this.select.autocomplete = autocomplete;
    const box = document.createElement('div');
    box.className = 'InputBox InputBox--select';
    box.append(this.select);
    this.root.append(this.label, box);
    this.allowed = allowed;
  }

  private readonly allowed: readonly string[] | null;

  get value(): string {
    return this.select.value;
  }

  /** Names the countries in the reader's language, and keeps the one that is chosen. */
  translate(label: string, language: Language, chosen: string): void {
    this.label.textContent = label;
    const regions = regionsIn(language).filter(
      ({ code }) => this.allowed === null || this.allowed.includes(code),
    );
    this.select.replaceChildren(
      ...regions.map(({ code, name }) => new Option(name, code, false, code === chosen)),
    );
  }
}
