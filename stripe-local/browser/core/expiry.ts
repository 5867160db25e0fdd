import { digitsOf, type FieldFault } from './card-number';

/** A card cannot be valid for longer than this; a year further off is a slip of the finger. */
const LONGEST_VALIDITY_YEARS = 50;

export interface Expiry {
  /** 1 to 12. */
  readonly month: number;
  /** Four digits. */
  readonly year: number;
}

/** Autofill of some password managers writes `2030-12`, others `12/2030`. */
const fromAutofill = (text: string): string => {
  const yearFirst = /^\s*(\d{4})\s*[-/]\s*(\d{1,2})\s*$/.exec(text);
  if (yearFirst) return `${(yearFirst[2] ?? '').padStart(2, '0')}${(yearFirst[1] ?? '').slice(2)}`;
  const monthFirst = /^\s*(\d{1,2})\s*[-/]\s*(\d{4})\s*$/.exec(text);
  if (monthFirst)
    return `${(monthFirst[1] ?? '').padStart(2, '0')}${(monthFirst[2] ?? '').slice(2)}`;
  return text;
};

/** `1230` reads `12 / 30`; a first digit over 1 can only be a month of one digit. */
export const formatExpiry = (text: string, deleting = false): string => {
  const plain = fromAutofill(text);
  const single = /^\s*(\d)\s*\//.exec(plain);
  let digits = single ? `0${digitsOf(plain)}` : digitsOf(plain);
  if (/^[2-9]/.test(digits)) digits = `0${digits}`;
  digits = digits.slice(0, 4);
  if (digits.length < 2) return digits;
  // Putting the slash back while somebody deletes would make it undeletable.
  if (digits.length === 2) return deleting ? digits : `${digits} / `;
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
};

export const parseExpiry = (text: string): Expiry | null => {
  const digits = digitsOf(text);
  if (digits.length !== 4) return null;
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2)) };
};

export const expiryFault = (text: string, today: Date): FieldFault => {
  const digits = digitsOf(text);
  if (digits === '') return 'empty';
  const month = Number(digits.slice(0, 2));
  if (digits.length >= 2 && (month < 1 || month > 12)) return 'invalid';
  const expiry = parseExpiry(text);
  if (!expiry) return 'incomplete';
  const year = today.getFullYear();
  if (expiry.year < year) return 'past_year';
  if (expiry.year > year + LONGEST_VALIDITY_YEARS) return 'invalid';
  if (expiry.year === year && expiry.month < today.getMonth() + 1) return 'past_month';
  return null;
};
