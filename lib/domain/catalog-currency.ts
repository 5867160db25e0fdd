import type { Currency } from './money';

/** Where people pay in a currency of ours, by ISO 3166 region. */
const regions: Record<Currency, string> = {
  eur: 'AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK',
  jpy: 'JP',
  kwd: 'KW',
  usd: 'US EC SV PR',
};

/**
 * A currency that nobody chose has to have as many prints: half of all browsers say "en-US", and one
 * print on a page looks like a shop that is empty.
 */
const A_WALL = 3;

/** The regions that a browser's languages name, the most wanted first: "de-AT,en-US;q=0.7" is AT, US. */
const regionsIn = (acceptLanguage: string): string[] =>
  acceptLanguage
    .split(',', 20)
    .map((item) => {
      const [tag = '', ...rest] = item.trim().split(';');
      const weight = Number(/^\s*q=([\d.]+)\s*$/.exec(rest[0] ?? '')?.[1] ?? 1);
      return { region: /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})$/i.exec(tag)?.[1], weight };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .flatMap(({ region }) => (region ? [region.toUpperCase()] : []));

export type CurrencyCount = { currency: Currency; count: number };

/** How many prints have a price in which currency, in the order in which they hang. */
export function countCurrencies(prices: readonly { currency: Currency }[]): CurrencyCount[] {
  const counts = new Map<Currency, number>();
  for (const { currency } of prices) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].map(([currency, count]) => ({ currency, count }));
}

/**
 * The one currency that the catalogue shows: the chosen one, else that of the visitor's region if there
 * are prints enough, else the one that most prints have. Null where nothing is for sale.
 */
export function catalogCurrency(
  counts: readonly CurrencyCount[],
  chosen: Currency | null,
  acceptLanguage: string,
): Currency | null {
  if (chosen && counts.some(({ currency }) => currency === chosen)) return chosen;
  for (const region of regionsIn(acceptLanguage)) {
    const local = counts.find(({ currency }) => regions[currency].split(' ').includes(region));
    if (local && local.count >= A_WALL) return local.currency;
  }
  const [most] = [...counts].sort((a, b) => b.count - a.count);
  return most?.currency ?? null;
}
