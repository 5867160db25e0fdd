/** The card's inputs on the page: their words, marks and places. */
import { networksToChoose } from '../core/card-networks';
import type { CardBrand } from '../core/card-number';
import { fieldOrder } from '../core/card-entry';
import { postalRule } from '../core/postal-code';
import { securityCodeLength } from '../core/security-code';
import { wordsOf, type FieldName, type Language } from '../core/words';
import { drawBrands, drawSecurityCodeHint } from './card-marks';
import { CountryField } from './country-field';
import { Field } from './field';
import { NetworkField } from './network-field';

export interface CardFieldsSetup {
  readonly language: Language;
  readonly asksCountry: boolean;
  readonly asksPostalCode: boolean;
  readonly readOnly: boolean;
}

const PREFIX = 'payment';

const input = (name: FieldName, autocomplete: AutoFill): Field =>
  new Field({
    prefix: PREFIX,
    name,
    label: '',
    autocomplete,
    inputMode: name === 'postalCode' ? 'text' : 'numeric',
  });

export class CardFields {
  readonly root = document.createElement('div');
  readonly inputs: Readonly<Record<FieldName, Field>> = {
    number: input('number', 'cc-number'),
    expiry: input('expiry', 'cc-exp'),
    cvc: input('cvc', 'cc-csc'),
    postalCode: input('postalCode', 'billing postal-code'),
  };
  readonly network = new NetworkField(PREFIX);
  readonly country = new CountryField(PREFIX, 'billing country');

  constructor() {
    const { number, expiry, cvc, postalCode } = this.inputs;
    this.root.className = 'Form';
    this.root.append(
      number.root,
      this.network.root,
      expiry.root,
      cvc.root,
      this.country.root,
      postalCode.root,
    );
    drawSecurityCodeHint(cvc.ornament);
  }

  /** Draws the words and fields anew and keeps what was typed. */
  apply(setup: CardFieldsSetup, country: string): void {
    const words = wordsOf(setup.language);
    const { number, expiry, cvc } = this.inputs;
    number.rename(words.number, '1234 1234 1234 1234');
    expiry.rename(words.expiry, words.expiryFormat, words.expiryFormat);
    cvc.rename(words.cvc, words.cvcPlaceholder);
    this.country.translate(words.country, setup.language, country);
    this.country.root.hidden = !setup.asksCountry;
    this.country.select.disabled = setup.readOnly;
    this.network.select.disabled = setup.readOnly;
    for (const name of fieldOrder) this.inputs[name].input.readOnly = setup.readOnly;
    this.drawPostal(setup);
  }

  drawPostal(setup: CardFieldsSetup): void {
    const rule = postalRule(this.country.value);
    const isShown = setup.asksPostalCode && rule !== null;
    const words = wordsOf(setup.language);
    const { postalCode } = this.inputs;
    postalCode.root.hidden = !isShown;
    if (rule) postalCode.rename(rule.label === 'zip' ? words.zip : words.postal, rule.example);
    this.root.classList.toggle('Form--half', isShown && setup.asksCountry);
  }

  drawBrand(brand: CardBrand, language: Language): void {
    const { number, cvc } = this.inputs;
    for (const name of fieldOrder) this.inputs[name].markState();
    this.network.offer(networksToChoose(number.value), language);
    this.drawMarks(brand);
    const words = wordsOf(language);
    cvc.input.title = securityCodeLength(brand) === 4 ? words.cvcHintAmex : words.cvcHint;
  }

  drawMarks(brand: CardBrand): void {
    const { number } = this.inputs;
    const { marks } = this.network;
    drawBrands(number.ornament, marks.length ? marks : [brand], number.value === '');
  }
}
