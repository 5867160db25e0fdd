/** The card's form: writes what is typed as on a card, judges it, and gives it to the API only. */
import {
  entryBrand,
  entryFault,
  fieldOrder,
  formatEntry,
  isEntryEmpty,
  nextField,
  type CardEntry,
} from '../core/card-entry';
import { digitsOf, type CardBrand } from '../core/card-number';
import { parseExpiry } from '../core/expiry';
import { faultOf } from '../core/fault-words';
import type { FormRecord } from '../core/form-body';
import { postalRule } from '../core/postal-code';
import type { Fault, FieldName } from '../core/words';
import { CardFields, type CardFieldsSetup } from './card-fields';

export interface CardFormSetup extends CardFieldsSetup {
  readonly country: string;
  readonly postalCode: string;
}

/** What Stripe's form says at a field itself when a card was refused. */
const refusedFields: Readonly<Partial<Record<string, FieldName>>> = {
  incorrect_number: 'number',
  invalid_number: 'number',
  expired_card: 'expiry',
  invalid_expiry_month: 'expiry',
  invalid_expiry_year: 'expiry',
  incorrect_cvc: 'cvc',
  invalid_cvc: 'cvc',
  incorrect_zip: 'postalCode',
};

export class CardForm {
  private readonly fields = new CardFields();

  constructor(
    private setup: CardFormSetup,
    private readonly changed: () => void,
  ) {
    this.fields.inputs.postalCode.input.value = setup.postalCode;
    this.listen();
    this.apply(setup, setup.country);
  }

  get root(): HTMLElement {
    return this.fields.root;
  }

  get entry(): CardEntry {
    const { number, expiry, cvc, postalCode } = this.fields.inputs;
    const country = this.fields.country.value;
    return {
      number: number.value,
      expiry: expiry.value,
      cvc: cvc.value,
      postalCode: postalCode.value,
      country,
      asksPostalCode: this.setup.asksPostalCode && postalRule(country) !== null,
    };
  }

  get brand(): CardBrand {
    return entryBrand(this.entry);
  }

  get isEmpty(): boolean {
    return isEntryEmpty(this.entry);
  }

  get isComplete(): boolean {
    return this.firstFault() === null;
  }

  apply(setup: CardFormSetup, country = this.fields.country.value): void {
    this.setup = setup;
    this.fields.apply(setup, country);
    this.fields.drawBrand(this.brand, setup.language);
    for (const name of fieldOrder) if (this.fields.inputs[name].showsFault) this.judge(name, true);
  }

  /** Judges every field, shows what is wrong, and puts the cursor where the first fault is. */
  submit(): Fault | null {
    for (const name of fieldOrder) this.judge(name, true);
    const first = this.firstFault();
    if (!first) return null;
    this.fields.inputs[first.name].input.focus();
    return first.fault;
  }

  /** Shows a refusal of the issuer's at the field that it is about, if it is about one. */
  refuse(code: string, message: string): void {
    const name = refusedFields[code];
    if (!name) return;
    this.fields.inputs[name].show({ code, message });
    this.fields.inputs[name].input.focus();
  }

  focus(): void {
    this.fields.inputs.number.input.focus();
  }

  clear(): void {
    for (const name of fieldOrder) {
      this.fields.inputs[name].input.value = '';
      this.fields.inputs[name].show(null);
    }
    this.fields.drawBrand(this.brand, this.setup.language);
    this.changed();
  }

  /** Only the frame's own request to the API reads this. */
  card(): FormRecord {
    const { number, expiry, cvc } = this.entry;
    const date = parseExpiry(expiry);
    const preferred = this.fields.network.chosen;
    return {
      number: digitsOf(number),
      cvc,
      exp_month: date?.month,
      exp_year: date?.year,
      ...(preferred ? { networks: { preferred } } : {}),
    };
  }

  address(): FormRecord {
    const { country, postalCode, asksPostalCode } = this.entry;
    const postal = asksPostalCode ? postalCode.trim() : '';
    return {
      ...(this.setup.asksCountry ? { country } : {}),
      ...(postal === '' ? {} : { postal_code: postal }),
    };
  }

  private faultIn(name: FieldName): Fault | null {
    const kind = entryFault(this.entry, name, new Date());
    return kind === null ? null : faultOf(name, kind, this.setup.language, this.entry.country);
  }

  private firstFault(): { name: FieldName; fault: Fault } | null {
    for (const name of fieldOrder) {
      const fault = this.faultIn(name);
      if (fault) return { name, fault };
    }
    return null;
  }

  /**
   * A field is told off when it is left half filled, and at once when it cannot become right any more;
   * while somebody is still typing nothing is wrong yet.
   */
  private judge(name: FieldName, isLeaving: boolean): void {
    const kind = entryFault(this.entry, name, new Date());
    const isHopeless = kind !== null && kind !== 'empty' && kind !== 'incomplete';
    this.fields.inputs[name].show(isLeaving || isHopeless ? this.faultIn(name) : null);
  }

  private listen(): void {
    for (const name of fieldOrder) {
      const field = this.fields.inputs[name];
      field.input.addEventListener('input', (event) => this.typed(name, event));
      field.input.addEventListener('blur', () => {
        if (field.value !== '') this.judge(name, true);
      });
    }
    this.fields.network.select.addEventListener('change', () => {
      this.fields.drawMarks(this.brand);
      this.changed();
    });
    this.fields.country.select.addEventListener('change', () => {
      this.fields.inputs.postalCode.show(null);
      this.fields.drawPostal(this.setup);
      this.format('postalCode', false);
      this.changed();
    });
  }

  private typed(name: FieldName, event: Event): void {
    const kind = event instanceof InputEvent ? event.inputType : '';
    this.format(name, kind.startsWith('delete'));
    this.judge(name, false);
    // The right length of the code hangs on the number's brand.
    if (name === 'number' && this.entry.cvc !== '') this.format('cvc', false);
    this.fields.drawBrand(this.brand, this.setup.language);
    this.changed();
    // Only somebody who types is led on: a script that fills fields in has chosen its own order.
    if (event.isTrusted && kind === 'insertText') this.advance(name);
  }

  private format(name: FieldName, isDeleting: boolean): void {
    this.fields.inputs[name].format((text) =>
      formatEntry({ ...this.entry, [name]: text }, name, isDeleting),
    );
  }

  private advance(name: FieldName): void {
    const { input, value } = this.fields.inputs[name];
    if (input.selectionStart !== value.length) return;
    const next = nextField(this.entry, name, new Date());
    if (next) this.fields.inputs[next].input.focus();
  }
}
