import { preferenceCookie, THEME_COOKIE, type ChosenTheme } from '@/lib/domain/preference';

/** Shows a theme at once, and keeps it for the pages that the server draws. Null: as the system. */
export function showTheme(theme: ChosenTheme | null): void {
  document.cookie = preferenceCookie(THEME_COOKIE, theme, location.protocol === 'https:');
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
