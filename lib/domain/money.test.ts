import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currencies,
  decimalText,
  findAmountFault,
  formatMoney,
  isCurrency,
  parseDecimal,
  sameMoney,
} from './money';

const currency = fc.constantFrom(...currencies);
const chargeable = fc
  .record({ amount: fc.integer({ min: 1, max: 99_999_999 }), currency })
  .filter((money) => findAmountFault(money) === null);

describe('what Stripe would refuse to charge', () => {
  it.each([
    [50, 'eur', null],
    [49, 'eur', 'below_minimum'],
    [50, 'usd', null],
    [49, 'usd', 'below_minimum'],
    [50, 'jpy', null],
    [49, 'jpy', 'below_minimum'],
    [200, 'kwd', null],
    [190, 'kwd', 'below_minimum'],
    [205, 'kwd', 'wrong_last_digit'],
    [14_500, 'kwd', null],
    [14_501, 'kwd', 'wrong_last_digit'],
    [99_999_990, 'kwd', null],
    [99_999_999, 'eur', null],
    [100_000_000, 'eur', 'above_maximum'],
    [0, 'eur', 'below_minimum'],
    [-4800, 'eur', 'below_minimum'],
    [48.5, 'eur', 'not_an_integer'],
    [Number.NaN, 'eur', 'not_an_integer'],
    [Number.POSITIVE_INFINITY, 'eur', 'not_an_integer'],
  ] as const)('%d %s: %s', (amount, of, fault) =>
    expect(findAmountFault({ amount, currency: of })).toBe(fault),
  );

  const rules = { eur: [50, 1], usd: [50, 1], jpy: [50, 1], kwd: [200, 10] } as const;
  const fits = (amount: number, [least, step]: readonly [number, number]) =>
    amount >= least && amount <= 99_999_999 && amount % step === 0;

  it('is what is too small, too large or between two steps of its currency, and nothing else', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 110_000_000 })),
        currency,
        (amount, of) => {
          expect(findAmountFault({ amount, currency: of }) === null).toBe(fits(amount, rules[of]));
        },
      ),
    ));

  it('is every amount that is no integer', () =>
    fc.assert(
      fc.property(
        fc.double().filter((amount) => !Number.isSafeInteger(amount)),
        currency,
        (amount, of) => {
          expect(findAmountFault({ amount, currency: of })).toBe('not_an_integer');
        },
      ),
    ));

  it('is never a KWD amount that ends in 0, and always one that does not', () =>
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 99_999_999 }), (amount) => {
        const fault = findAmountFault({ amount, currency: 'kwd' });
        expect(fault).toBe(String(amount).endsWith('0') ? null : 'wrong_last_digit');
      }),
    ));
});

describe('an amount as a decimal number', () => {
  it.each([
    [4800, 'eur', '48.00'],
    [5, 'eur', '0.05'],
    [50, 'usd', '0.50'],
    [-1234, 'usd', '-12.34'],
    [7200, 'jpy', '7200'],
    [-7200, 'jpy', '-7200'],
    [14_500, 'kwd', '14.500'],
    [10, 'kwd', '0.010'],
    [0, 'kwd', '0.000'],
  ] as const)('%d %s is %s', (amount, of, text) =>
    expect(decimalText({ amount, currency: of })).toBe(text),
  );

  // A float in between would lose a unit somewhere below 2^53.
  it('loses no digit', () =>
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (amount, of) => {
        const digits = decimalText({ amount, currency: of }).replace('.', '');
        expect(BigInt(digits)).toBe(BigInt(amount));
      }),
    ));

  // What is shown and then typed again, as a refund is at the desk, must be the same amount.
  it('leads back to the same amount', () =>
    fc.assert(
      fc.property(chargeable, ({ amount, currency: of }) => {
        const [whole = '', fraction = ''] = decimalText({ amount, currency: of }).split('.');
        expect(Number(whole) * 10 ** fraction.length + Number(fraction)).toBe(amount);
      }),
    ));

  it('grows with the amount', () =>
    fc.assert(
      fc.property(fc.nat(99_999_998), currency, (amount, of) => {
        const [less, more] = [amount, amount + 1].map((a) =>
          decimalText({ amount: a, currency: of }),
        );
        expect(Number(more)).toBeGreaterThan(Number(less));
      }),
    ));

  it('has the decimals of its currency', () =>
    fc.assert(
      fc.property(chargeable, (money) => {
        const decimals = decimalText(money).split('.')[1]?.length ?? 0;
        expect(decimals).toBe({ eur: 2, usd: 2, jpy: 0, kwd: 3 }[money.currency]);
      }),
    ));
});

describe('an amount as somebody types it', () => {
  it.each([
    ['48', 'eur', 4800],
    ['48.5', 'eur', 4850],
    [' 48.50 ', 'usd', 4850],
    ['0.07', 'eur', 7],
    // 1.15 * 100 is 114.99999999999999: there is no float in between.
    ['1.15', 'eur', 115],
    ['7200', 'jpy', 7200],
    ['14.5', 'kwd', 14_500],
    ['0.010', 'kwd', 10],
    ['0', 'eur', 0],
    ['48.505', 'eur', null],
    ['7200.0', 'jpy', null],
    ['14.5001', 'kwd', null],
    ['1,200', 'eur', null],
    ['12,50', 'eur', null],
    ['-5', 'eur', null],
    ['+5', 'eur', null],
    ['5.', 'eur', null],
    ['.5', 'eur', null],
    ['1e3', 'eur', null],
    ['0x10', 'eur', null],
    ['€5', 'eur', null],
    ['1234567890', 'eur', null],
    ['٣', 'eur', null],
    ['', 'eur', null],
  ] as const)('%j %s is %j', (text, of, amount) => expect(parseDecimal(text, of)).toBe(amount));

  it('is the amount that is written so', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), currency, (amount, of) => {
        expect(parseDecimal(decimalText({ amount, currency: of }), of)).toBe(amount);
      }),
    ));

  it('is the same number, or none', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9.,+-]{0,12}$/), currency, (text, of) => {
        const amount = parseDecimal(text, of);
        if (amount === null) return;
        const shown = decimalText({ amount, currency: of });
        const [whole = '', decimals = ''] = text.split('.');
        const [shownWhole, shownDecimals = ''] = shown.split('.');
        expect(BigInt(shownWhole ?? '')).toBe(BigInt(whole));
        expect(shownDecimals).toBe(decimals.padEnd(shownDecimals.length, '0'));
      }),
    ));
});

describe('an amount as people read it', () => {
  it.each([
    [4800, 'eur', '€48.00'],
    [7200, 'jpy', '¥7,200'],
    [14_500, 'kwd', 'KWD 14.500'],
    [123_456, 'usd', '$1,234.56'],
  ] as const)('%d %s is %s', (amount, of, text) =>
    expect(formatMoney({ amount, currency: of }).replace('\u00a0', ' ')).toBe(text),
  );

  it('follows the language', () =>
    expect(formatMoney({ amount: 4800, currency: 'eur' }, 'de').replace('\u00a0', ' ')).toBe(
      '48,00 €',
    ));

  it('shows every digit of what is charged', () =>
    fc.assert(
      fc.property(chargeable, (money) => {
        expect(formatMoney(money).replace(/\D/g, '').replace(/^0+/, '')).toBe(String(money.amount));
      }),
    ));
});

describe('two amounts', () => {
  it('are the same only in the same currency', () => {
    expect(sameMoney({ amount: 50, currency: 'eur' }, { amount: 50, currency: 'eur' })).toBe(true);
    expect(sameMoney({ amount: 50, currency: 'eur' }, { amount: 50, currency: 'usd' })).toBe(false);
    expect(sameMoney({ amount: 50, currency: 'eur' }, { amount: 51, currency: 'eur' })).toBe(false);
  });
});

it('knows its currencies by their lower-case code', () => {
  expect(currencies.every(isCurrency)).toBe(true);
  expect(['EUR', 'chf', '', 'toString'].some(isCurrency)).toBe(false);
});
