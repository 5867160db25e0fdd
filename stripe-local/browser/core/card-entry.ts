/** The four texts of a card as they stand in the form: how each is written, and what is wrong with it. */
import { brandOf, cardNumberFault, digitsOf, formatCardNumber, longestNumber } from './card-number';
import type { CardBrand, FieldFault } from './card-number';
import { expiryFault, formatExpiry } from './expiry';
import { formatPostalCode, postalCodeFault } from './postal-code';
import { formatSecurityCode, securityCodeFault } from './security-code';
import type { FieldName } from './words';

export interface CardEntry extends Readonly<Record<FieldName, string>> {
  readonly country: string;
  readonly asksPostalCode: boolean;
}

/** Reading order, which is also the order in which faults are reported. */
export const fieldOrder: readonly FieldName[] = ['number', 'expiry', 'cvc', 'postalCode'];

export const entryBrand = (entry: CardEntry): CardBrand => brandOf(digitsOf(entry.number));

export const entryFault = (entry: CardEntry, name: FieldName, today: Date): FieldFault => {
  if (name === 'number') return cardNumberFault(entry.number);
  if (name === 'expiry') return expiryFault(entry.expiry, today);
  if (name === 'cvc') return securityCodeFault(entry.cvc, entryBrand(entry));
  return entry.asksPostalCode ? postalCodeFault(entry.postalCode, entry.country) : null;
};

export const formatEntry = (entry: CardEntry, name: FieldName, isDeleting: boolean): string => {
  if (name === 'number') return formatCardNumber(entry.number);
  if (name === 'expiry') return formatExpiry(entry.expiry, isDeleting);
  if (name === 'cvc') return formatSecurityCode(entry.cvc, entryBrand(entry));
  return formatPostalCode(entry.postalCode, entry.country);
};

/** The field that typing goes on to when this one can take no more, as in Stripe's form. */
export const nextField = (entry: CardEntry, name: FieldName, today: Date): FieldName | null => {
  if (entryFault(entry, name, today) !== null) return null;
  const digits = digitsOf(entry.number);
  if (name === 'number') return digits.length === longestNumber(digits) ? 'expiry' : null;
  return name === 'expiry' ? 'cvc' : null;
};

export const isEntryEmpty = (entry: CardEntry): boolean =>
  entry.number === '' && entry.expiry === '' && entry.cvc === '';
