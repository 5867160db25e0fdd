import { describe, expect, it } from 'vitest';
import { entryFault, formatEntry, nextField, type CardEntry } from './card-entry';
import { faultOf } from './fault-words';

const today = new Date(2026, 10, 23);

const entry = (given: Partial<CardEntry>): CardEntry => ({
  number: '4242 4242 4242 4242',
  expiry: '12 / 30',
  cvc: '123',
  postalCode: '12345',
  country: 'US',
  asksPostalCode: true,
  ...given,
});

describe('the security code', () => {
  it('has four digits on American Express and three elsewhere', () => {
    const amex = '3782 822463 10005';
    expect(entryFault(entry({ number: amex, cvc: '123' }), 'cvc', today)).toBe('incomplete');
    expect(entryFault(entry({ number: amex, cvc: '1234' }), 'cvc', today)).toBeNull();
    expect(entryFault(entry({ cvc: '12' }), 'cvc', today)).toBe('incomplete');
    expect(formatEntry(entry({ cvc: '1234' }), 'cvc', false)).toBe('123');
    expect(formatEntry(entry({ number: amex, cvc: '1234' }), 'cvc', false)).toBe('1234');
  });
});

describe('the postal code', () => {
  it.each([
    ['US', '12345', null],
    ['US', '1234', 'incomplete'],
    ['US', '12345-6789', null],
    ['US', '', 'empty'],
    ['GB', 'WS11 1DB', null],
    ['GB', 'WS11', 'incomplete'],
    ['CA', 'M5T 1T4', null],
    ['CA', 'M5T', 'incomplete'],
  ])('in %s finds in %s: %s', (country, postalCode, fault) => {
    expect(entryFault(entry({ country, postalCode }), 'postalCode', today)).toBe(fault);
  });

  it('is not judged where nobody asks for it', () => {
    const unasked = entry({ country: 'DE', postalCode: '', asksPostalCode: false });
    expect(entryFault(unasked, 'postalCode', today)).toBeNull();
  });
});

describe('typing on', () => {
  it('goes from a full number to the date and from a full date to the code', () => {
    expect(nextField(entry({}), 'number', today)).toBe('expiry');
    expect(nextField(entry({}), 'expiry', today)).toBe('cvc');
    expect(nextField(entry({}), 'cvc', today)).toBeNull();
  });

  it('stays where a longer number may follow, or something is wrong', () => {
    expect(nextField(entry({ number: '6200 0000 0000 0005' }), 'number', today)).toBeNull();
    expect(nextField(entry({ number: '4242 4242 4242 4241' }), 'number', today)).toBeNull();
    expect(nextField(entry({ expiry: '12 / 20' }), 'expiry', today)).toBeNull();
  });
});

describe('the words of a fault', () => {
  it.each([
    ['number', 'incomplete', 'incomplete_number', 'Your card number is incomplete.'],
    ['number', 'invalid', 'invalid_number', 'Your card number is invalid.'],
    ['expiry', 'empty', 'incomplete_expiry', 'Your card’s expiration date is incomplete.'],
    [
      'expiry',
      'past_year',
      'invalid_expiry_year_past',
      'Your card’s expiration year is in the past.',
    ],
    ['cvc', 'incomplete', 'incomplete_cvc', 'Your card’s security code is incomplete.'],
  ] as const)('for %s, %s are Stripe’s', (field, kind, code, message) => {
    expect(faultOf(field, kind, 'en', 'US')).toEqual({ code, message });
  });

  it('are Chinese when asked for', () => {
    expect(faultOf('number', 'incomplete', 'zh', 'CN').message).toMatch(/卡号不完整/);
  });
});
