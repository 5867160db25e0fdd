import { safePath } from '@/lib/auth/safe-path';
import { isSameOrigin } from '@/lib/auth/same-origin';
import { preferenceCookies } from '@/lib/preferences';

/**
 * Where the theme's and the currency's buttons send: it keeps the choice in a cookie, and leads back.
 * What is asked stands in the address, so that there is no body to be read.
 */
export function POST(request: Request): Response {
  const asked = new URL(request.url).searchParams;
  const cookies = isSameOrigin(request) ? preferenceCookies(asked) : [];
  const headers = new Headers({ location: pageBehind(request), 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** The page that the button stands on, or home: the host is the browser's own, whatever it is called. */
function pageBehind({ headers }: Request): string {
  const referrer = headers.get('referer') ?? '';
  if (!URL.canParse(referrer)) return safePath(null);
  const { pathname, search } = new URL(referrer);
  return safePath(`${pathname}${search}`);
}
