import { cookies } from 'next/headers';
import { cache } from 'react';
import type { Currency } from './domain/money';
import {
  CURRENCY_COOKIE,
  currencyIn,
  preferenceCookie,
  THEME_COOKIE,
  themeIn,
  type ChosenTheme,
} from './domain/preference';
import { env } from './env';

/** What this browser chose before; null each where nothing was chosen. */
export const readPreferences = cache(
  async (): Promise<{ theme: ChosenTheme | null; currency: Currency | null }> => {
    const kept = await cookies();
    return {
      theme: themeIn(kept.get(THEME_COOKIE)?.value),
      currency: currencyIn(kept.get(CURRENCY_COOKIE)?.value),
    };
  },
);

/** The cookies that keep what an address asks for: `theme` (`system` forgets it) and `currency`. */
export function preferenceCookies(asked: URLSearchParams): string[] {
  const isSecure = env().appUrl.startsWith('https:');
  const theme = themeIn(asked.get('theme'));
  const currency = currencyIn(asked.get('currency'));
  return [
    ...(theme || asked.get('theme') === 'system'
      ? [preferenceCookie(THEME_COOKIE, theme, isSecure)]
      : []),
    ...(currency ? [preferenceCookie(CURRENCY_COOKIE, currency, isSecure)] : []),
  ];
}
