import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney } from '@/lib/domain/money';
import { hasNumbersOf, numbersIn } from './numbers-in';

const pay = 'Pay €1,248.00 with Visa •••• 4242';

describe('the numbers of words that are agreed to', () => {
  it.each([
    'Bezahle 1.248,00 € mit Visa •••• 4242',
    'Payer 1 248,00 € avec Visa •••• 4242',
    'Mit Visa •••• 4242 1.248,00 € bezahlen',
    '1’248.00 € mit Visa •••• 4242 zahlen',
    'ادفع ١٬٢٤٨٫٠٠ يورو باستخدام فيزا •••• ٤٢٤٢',
    'वीज़ा •••• ४२४२ से €१,२४८.०० का भुगतान करें',
    pay,
  ])('are found in %j', (text) => expect(hasNumbersOf(pay, text)).toBe(true));

  it.each(['Pay €1,261.00 with Visa •••• 4242', 'Pay €1,248.00 with Visa •••• 4444', '…', ''])(
    'are missed in %j',
    (text) => expect(hasNumbersOf(pay, text)).toBe(false),
  );

  it.each(['Refund €112.50', 'Refund €12.505', 'Refund €3,112.50', 'Refund €12'])(
    'are whole: %j does not have 12.50',
    (text) => expect(hasNumbersOf('Refund €12.50', text)).toBe(false),
  );

  it('are those of any amount, and of no other', () => {
    const amount = fc.integer({ min: 1, max: 99_999_999 });
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const text = (cents: number) => `Pay ${formatMoney({ amount: cents, currency: 'eur' })}`;
        expect(numbersIn(text(one))).toEqual([numbersIn(text(one)).join('')]);
        expect(hasNumbersOf(text(one), text(other))).toBe(one === other);
      }),
    );
  });
});
