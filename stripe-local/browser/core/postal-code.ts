import type { FieldFault } from './card-number';

interface PostalRule {
  /** Which words stand over the field. */
  readonly label: 'zip' | 'postal';
  readonly complete: RegExp;
  readonly example: string;
}

// Card networks check a postal code for these three only; asking others would be a question too many.
const rules: Readonly<Record<string, PostalRule>> = {
  US: { label: 'zip', complete: /^\d{5}(-?\d{4})?$/, example: '12345' },
  GB: { label: 'postal', complete: /^[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$/i, example: 'WS11 1DB' },
  CA: {
    label: 'postal',
    complete: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\s*\d[ABCEGHJ-NPRSTV-Z]\d$/i,
    example: 'M5T 1T4',
  },
};

export const postalRule = (country: string): PostalRule | null => rules[country] ?? null;

export const formatPostalCode = (text: string, country: string): string =>
  country === 'US' ? text.replace(/[^\d-]/g, '').slice(0, 10) : text.toUpperCase().slice(0, 10);

export const postalCodeFault = (text: string, country: string): FieldFault => {
  const rule = postalRule(country);
  if (!rule) return null;
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  return rule.complete.test(trimmed) ? null : 'incomplete';
};
