/** Where to go after sign-in when nobody said. */
const HOME = '/';

const OURS = 'http://cardkeep.invalid';

/**
 * A path of our own, or the home page: `next` comes from the address bar, and anything that a
 * browser would read as another site must not be followed. Judged by what comes out, not by what
 * goes in: "/.//evil.example" is a path of ours until its dots are taken away.
 */
export function safePath(next: string | undefined | null): string {
  if (!next?.startsWith('/')) return HOME;
  const path = ownPathOf(next);
  return path !== null && ownPathOf(path) === path ? path : HOME;
}

function ownPathOf(address: string): string | null {
  const url = URL.canParse(address, OURS) ? new URL(address, OURS) : null;
  return url?.origin === OURS ? `${url.pathname}${url.search}` : null;
}
