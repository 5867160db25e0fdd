import { expect, it } from 'vitest';
import { currencyIn, preferenceCookie, themeIn, THEME_COOKIE } from './preference';

it('takes a theme and a currency that there are, and nothing else', () => {
  expect(['light', 'dark', 'system', '', 'dark; Secure', undefined].map(themeIn)).toEqual([
    'light',
    'dark',
    null,
    null,
    null,
    null,
  ]);
  expect(['eur', 'EUR', 'toString', null].map(currencyIn)).toEqual(['eur', null, null, null]);
});

it('is kept for 400 days on all pages, and goes without a value', () => {
  expect(preferenceCookie(THEME_COOKIE, 'dark', true)).toBe(
    'cardkeep-theme=dark; Max-Age=34560000; Path=/; SameSite=Lax; Secure',
  );
  expect(preferenceCookie(THEME_COOKIE, null, false)).toBe(
    'cardkeep-theme=; Max-Age=0; Path=/; SameSite=Lax',
  );
});
