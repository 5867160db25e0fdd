import { isCurrency, type Currency } from './money';

/** What a visitor chose for their browser. Nothing else is kept in these cookies. */
export const THEME_COOKIE = 'cardkeep-theme';
export const CURRENCY_COOKIE = 'cardkeep-currency';

export const themes = ['light', 'dark'] as const;
export type ChosenTheme = (typeof themes)[number];

/** Null for everything else: then the system's theme is shown. */
export const themeIn = (text: string | null | undefined): ChosenTheme | null =>
  themes.find((theme) => theme === text) ?? null;

export const currencyIn = (text: string | null | undefined): Currency | null =>
  typeof text === 'string' && isCurrency(text) ? text : null;

/** In seconds: 400 days, the longest that browsers keep a cookie (RFC 6265bis, section 5.5). */
const KEPT_FOR_S = 400 * 24 * 60 * 60;

/**
 * A cookie as both `Set-Cookie` and `document.cookie` take it; without a value it goes. Scripts may read
 * it, as the theme's switch writes it: it is worth nothing to anybody.
 */
export function preferenceCookie(name: string, value: string | null, isSecure: boolean): string {
  const kept = value === null ? `${name}=; Max-Age=0` : `${name}=${value}; Max-Age=${KEPT_FOR_S}`;
  return `${kept}; Path=/; SameSite=Lax${isSecure ? '; Secure' : ''}`;
}
