/** What can be known of a card number before anybody is asked about it. */

export type CardBrand =
  'amex' | 'diners' | 'discover' | 'jcb' | 'mastercard' | 'unionpay' | 'visa' | 'unknown';

export type FieldFault = 'empty' | 'incomplete' | 'invalid' | 'past_year' | 'past_month' | null;

interface BrandRule {
  readonly brand: CardBrand;
  readonly pattern: RegExp;
  readonly lengths: readonly number[];
  readonly groups: readonly number[];
}

const fours = [4, 4, 4, 4, 3] as const;

// First match wins, so the narrow ranges of Discover stand before UnionPay's 62.
const rules: readonly BrandRule[] = [
  { brand: 'visa', pattern: /^4/, lengths: [16], groups: fours },
  {
    brand: 'mastercard',
    pattern: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    lengths: [16],
    groups: fours,
  },
  { brand: 'amex', pattern: /^3[47]/, lengths: [15], groups: [4, 6, 5] },
  { brand: 'diners', pattern: /^(36|38|39|30[0-5]|3095)/, lengths: [14, 16], groups: [4, 6, 4, 2] },
  { brand: 'discover', pattern: /^(6011|64[4-9]|65)/, lengths: [16], groups: fours },
  { brand: 'jcb', pattern: /^(352[89]|35[3-8])/, lengths: [16], groups: fours },
  { brand: 'unionpay', pattern: /^(62|81)/, lengths: [16, 17, 18, 19], groups: fours },
];

const unknownRule: BrandRule = { brand: 'unknown', pattern: /^/, lengths: [16], groups: fours };

export const digitsOf = (text: string): string => text.replace(/\D/g, '');

const ruleOf = (digits: string): BrandRule =>
  (digits === '' ? undefined : rules.find((rule) => rule.pattern.test(digits))) ?? unknownRule;

export const brandOf = (digits: string): CardBrand => ruleOf(digits).brand;

export const longestNumber = (digits: string): number => Math.max(...ruleOf(digits).lengths);

const groupsOf = (digits: string): readonly number[] => {
  const rule = ruleOf(digits);
  // Diners from 30… are also issued with 16 digits, and those are embossed in fours.
  return rule.brand === 'diners' && digits.length > 14 ? fours : rule.groups;
};

/** Groups the digits as they stand on the card: `4242 4242 4242 4242`, `3782 822463 10005`. */
export const formatCardNumber = (text: string): string => {
  const digits = digitsOf(text).slice(0, longestNumber(digitsOf(text)));
  const parts: string[] = [];
  let start = 0;
  for (const size of groupsOf(digits)) {
    if (start >= digits.length) break;
    parts.push(digits.slice(start, start + size));
    start += size;
  }
  return parts.join(' ');
};

export const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

export const cardNumberFault = (text: string): FieldFault => {
  const digits = digitsOf(text);
  if (digits === '') return 'empty';
  const { lengths } = ruleOf(digits);
  if (!lengths.includes(digits.length)) {
    return digits.length < Math.max(...lengths) ? 'incomplete' : 'invalid';
  }
  if (passesLuhn(digits)) return null;
  // A UnionPay number of 16 digits may be the beginning of a longer one.
  return digits.length < Math.max(...lengths) ? 'incomplete' : 'invalid';
};
