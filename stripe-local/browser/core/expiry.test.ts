import { describe, expect, it } from 'vitest';
import { expiryFault, formatExpiry, parseExpiry } from './expiry';

const today = new Date(2026, 10, 23);

describe('formatExpiry', () => {
  it.each([
    ['1', '1'],
    ['12', '12 / '],
    ['1230', '12 / 30'],
    ['5', '05 / '],
    ['1/', '01 / '],
    ['12 / 3', '12 / 3'],
    ['12/2030', '12 / 30'],
    ['2030-12', '12 / 30'],
    ['12 / 305', '12 / 30'],
    ['', ''],
  ])('writes %s as %s', (typed, written) => {
    expect(formatExpiry(typed)).toBe(written);
  });

  it('lets the slash be deleted', () => {
    expect(formatExpiry('12 /', true)).toBe('12');
  });

  it('comes out the same however it is typed key by key', () => {
    let written = '';
    for (const key of '1230') written = formatExpiry(written + key);
    expect(written).toBe('12 / 30');
    written = '';
    for (const key of '12 / 30') written = formatExpiry(written + key);
    expect(written).toBe('12 / 30');
  });
});

describe('expiryFault', () => {
  it.each([
    ['', 'empty'],
    ['12', 'incomplete'],
    ['12 / 3', 'incomplete'],
    ['13 / 30', 'invalid'],
    ['00 / 30', 'invalid'],
    ['12 / 25', 'past_year'],
    ['10 / 26', 'past_month'],
    ['11 / 26', null],
    ['12 / 30', null],
    ['12 / 95', 'invalid'],
  ])('finds in %s: %s', (text, fault) => {
    expect(expiryFault(text, today)).toBe(fault);
  });
});

it('reads month and four-digit year', () => {
  expect(parseExpiry('08 / 30')).toEqual({ month: 8, year: 2030 });
  expect(parseExpiry('08 / 3')).toBeNull();
});
