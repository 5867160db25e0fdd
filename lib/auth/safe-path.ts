/** Where to go after sign-in when nobody said. */
const HOME = '/';

/**
 * A path of our own, or the home page: `next` comes from the address bar, and anything that a
 * browser would read as another site ("//evil.example", "/\evil.example") must not be followed.
 */
export function safePath(next: string | undefined | null): string {
  if (!next?.startsWith('/')) return HOME;
  const base = 'http://cardkeep.invalid';
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  return url?.origin === base ? `${url.pathname}${url.search}` : HOME;
}
