import { describe, expect, it } from 'vitest';
import { brandOf, cardNumberFault, formatCardNumber, passesLuhn } from './card-number';

describe('brandOf', () => {
  it.each([
    ['4', 'visa'],
    ['4242424242424242', 'visa'],
    ['5555555555554444', 'mastercard'],
    ['2223003122003222', 'mastercard'],
    ['378282246310005', 'amex'],
    ['6011111111111117', 'discover'],
    ['6555900000604105', 'discover'],
    ['3056930009020004', 'diners'],
    ['36227206271667', 'diners'],
    ['3566002020360505', 'jcb'],
    ['6200000000000005', 'unionpay'],
    ['2', 'unknown'],
    ['', 'unknown'],
  ])('takes %s for %s', (digits, brand) => {
    expect(brandOf(digits)).toBe(brand);
  });
});

describe('formatCardNumber', () => {
  it.each([
    ['4242424242424242', '4242 4242 4242 4242'],
    ['42424', '4242 4'],
    ['4242', '4242'],
    ['378282246310005', '3782 822463 10005'],
    ['36227206271667', '3622 720627 1667'],
    ['3056930009020004', '3056 9300 0902 0004'],
    ['6205500000000000004', '6205 5000 0000 0000 004'],
    ['4242-4242 4242x4242', '4242 4242 4242 4242'],
    ['42424242424242429999', '4242 4242 4242 4242'],
  ])('writes %s as %s', (typed, written) => {
    expect(formatCardNumber(typed)).toBe(written);
  });
});

describe('cardNumberFault', () => {
  it.each([
    ['', 'empty'],
    ['4242 4242 4242 424', 'incomplete'],
    ['4242 4242 4242 4242', null],
    ['4242 4242 4242 4241', 'invalid'],
    ['3782 822463 1000', 'incomplete'],
    ['3782 822463 10005', null],
    ['3622 720627 1667', null],
    ['6200 0000 0000 0005', null],
    ['6205 5000 0000 0000', 'incomplete'],
    ['6205 5000 0000 0000 004', null],
    ['6205 5000 0000 0000 005', 'invalid'],
  ])('finds in %s: %s', (number, fault) => {
    expect(cardNumberFault(number)).toBe(fault);
  });

  it('refuses every single wrong digit of a right number', () => {
    const right = '4242424242424242';
    for (let index = 0; index < right.length; index += 1) {
      const digit = (Number(right[index]) + 1) % 10;
      expect(passesLuhn(`${right.slice(0, index)}${digit}${right.slice(index + 1)}`)).toBe(false);
    }
  });
});
