/** Money is an integer number of a currency's minor units, as Stripe counts it: 4800 eur is €48.00, 7200 jpy is ¥7,200. */
export type Money = { amount: number; currency: Currency };

export const currencies = ['eur', 'jpy', 'kwd', 'usd'] as const;
export type Currency = (typeof currencies)[number];

type CurrencyRule = {
  /** Decimals of the minor unit (ISO 4217). */
  exponent: 0 | 2 | 3;
  /** Smallest amount that Stripe charges, in minor units. */
  minimum: number;
  /** Every amount is a multiple of this many minor units. */
  step: 1 | 10;
};

/**
 * What Stripe accepts per currency.
 * Source: https://docs.stripe.com/currencies (minimums, zero- and three-decimal currencies).
 * KWD has no minimum of its own there: a charge must convert to the settlement currency's
 * minimum (US$0.50, about 0.154 KWD), so 0.200 leaves room for the rate to move.
 * Its last digit is always 0, because card networks carry two decimals only.
 */
const rules: Record<Currency, CurrencyRule> = {
  eur: { exponent: 2, minimum: 50, step: 1 },
  jpy: { exponent: 0, minimum: 50, step: 1 },
  kwd: { exponent: 3, minimum: 200, step: 10 },
  usd: { exponent: 2, minimum: 50, step: 1 },
};

/** Stripe refuses amounts of more than eight digits in every currency of ours. */
const MAXIMUM = 99_999_999;

export type AmountFault = 'not_an_integer' | 'below_minimum' | 'above_maximum' | 'wrong_last_digit';

/** Says why Stripe would refuse to charge this, or null where it would not. */
export function findAmountFault({ amount, currency }: Money): AmountFault | null {
  const rule = rules[currency];
  if (!Number.isSafeInteger(amount)) return 'not_an_integer';
  if (amount < rule.minimum) return 'below_minimum';
  if (amount > MAXIMUM) return 'above_maximum';
  return isWholeStep({ amount, currency }) ? null : 'wrong_last_digit';
}

/** Whether card networks can carry the amount to its last digit, charged or given back. */
export const isWholeStep = ({ amount, currency }: Money): boolean =>
  amount % rules[currency].step === 0;

export const isCurrency = (value: string): value is Currency =>
  (currencies as readonly string[]).includes(value);

export const sameMoney = (a: Money, b: Money): boolean =>
  a.amount === b.amount && a.currency === b.currency;

/** The amount as a decimal number in text, without a float in between: 14500 kwd is "14.500". */
export function decimalText({ amount, currency }: Money): string {
  const { exponent } = rules[currency];
  if (exponent === 0) return String(amount);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** More digits than any amount of ours has, and still far from where a number loses some. */
const TYPED = /^(\d{1,9})(?:\.(\d{1,3}))?$/;

/**
 * An amount as somebody types it, in major units: "48", "48.5" and "48.50" eur are 4800, 4850 and
 * 4850. Null for anything else: more decimals than the currency has, a sign, and commas, which mean
 * thousands to some and decimals to others.
 */
export function parseDecimal(text: string, currency: Currency): number | null {
  const { exponent } = rules[currency];
  const [, whole, decimals = ''] = TYPED.exec(text.trim()) ?? [];
  if (whole === undefined || decimals.length > exponent) return null;
  return Number(whole + decimals.padEnd(exponent, '0'));
}

/** The amount as people read it: "€48.00", "¥7,200", "KWD 14.500". */
export const formatMoney = (money: Money, locale = 'en'): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
  }).format(decimalText(money) as `${number}`);
