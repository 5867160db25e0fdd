import type { Currency } from '@/lib/domain/money';

/** What the switches of theme and currency say. */
export const themeWords = {
  legend: 'Theme',
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
} as const;

export const currencyNames: Record<Currency, string> = {
  eur: 'Euro',
  jpy: 'Yen',
  kwd: 'Kuwaiti dinar',
  usd: 'US dollar',
};

export const catalogWords = {
  legend: 'Prices in',
  /** "EUR", as it stands on the button. */
  code: (currency: Currency) => currency.toUpperCase(),
  /** What is not shown, and why. */
  elsewhere: (count: number) =>
    count === 1
      ? 'One more print has its price in another currency. Prices are not converted.'
      : `${count} more prints have their prices in other currencies. Prices are not converted.`,
  empty: { title: 'Nothing is for sale', text: 'Every print is taken down. Come back soon.' },
  preorder: 'Pre-order',
} as const;
