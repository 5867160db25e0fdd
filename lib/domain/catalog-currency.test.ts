import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogCurrency, countCurrencies } from './catalog-currency';
import { currencies, type Currency } from './money';

const hung: Currency[] = ['eur', 'jpy', 'kwd', 'eur', 'eur', 'jpy'];
const counts = countCurrencies(
  [...hung, 'usd', 'kwd', 'eur', 'jpy', 'eur', 'eur'].map((currency) => ({
    currency: currency as Currency,
  })),
);

it('counts prints by currency, in the order in which they hang', () =>
  expect(counts).toEqual([
    { currency: 'eur', count: 6 },
    { currency: 'jpy', count: 3 },
    { currency: 'kwd', count: 2 },
    { currency: 'usd', count: 1 },
  ]));

describe('the currency of the catalogue', () => {
  it.each([
    ['is the one that was chosen', 'usd', 'ja-JP', 'usd'],
    ['is the region’s', null, 'ja-JP,ja;q=0.9,en-US;q=0.8', 'jpy'],
    ['is that of the region that is wanted most', null, 'ja-JP;q=0.3, de-AT;q=0.8', 'eur'],
    ['looks for a region behind the script', null, 'ja-Jpan-JP', 'jpy'],
    ['passes over a region that has too few prints', null, 'en-US,ja-JP;q=0.5', 'jpy'],
    ['is what most prints have, where no region says anything', null, 'ja,en;q=0.5', 'eur'],
    ['is what most prints have, for a browser that says nothing', null, '', 'eur'],
    ['passes over what is not wanted', null, 'ja-JP;q=0', 'eur'],
  ] as const)('%s', (_what, chosen, acceptLanguage, expected) =>
    expect(catalogCurrency(counts, chosen, acceptLanguage)).toBe(expected),
  );

  it('falls back where nothing has a price in the chosen one any more', () =>
    expect(catalogCurrency([{ currency: 'jpy', count: 1 }], 'kwd', 'en-US')).toBe('jpy'));

  it('is none where nothing is for sale', () =>
    expect(catalogCurrency([], 'eur', 'de-DE')).toBeNull());

  it('has prints, whatever a browser says', () =>
    fc.assert(
      fc.property(fc.string(), fc.option(fc.constantFrom(...currencies)), (said, chosen) => {
        const shown = catalogCurrency(counts, chosen, said);
        return counts.some(({ currency }) => currency === shown);
      }),
    ));
});
