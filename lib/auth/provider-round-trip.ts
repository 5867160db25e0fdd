import type { User } from '@/db/queries/users';
import { cookieName, cookieOptions } from './cookie-names';
import type { Jar } from './session-cookie';

/** For whom a page was drawn that was drawn for nobody who was signed in. */
export const NOBODY = '';

const leftCookie = () => cookieName('cardkeep.left-for-provider');

/** As long as next-auth gives a round trip to a provider, in seconds. */
const ROUND_TRIP_S = 15 * 60;

/**
 * Writes down who leaves for a provider's page: minutes may pass there, and another person may be
 * signed in at this browser when the provider comes back. An assertion beside the session: who
 * changes it changes what their own browser says.
 */
export function rememberWhoLeaves(jar: Jar, drawnFor: string): void {
  jar.set(leftCookie(), drawnFor, { ...cookieOptions(), maxAge: ROUND_TRIP_S });
}

/** Whether whoever is signed in as a provider comes back is who left for it. True once per leave. */
export function isWhoLeft(jar: Jar, signedIn: Pick<User, 'id'> | null): boolean {
  const left = jar.get(leftCookie())?.value;
  // Not `delete`, which a browser refuses for a `__Host-` cookie: it sets one without `Secure`.
  jar.set(leftCookie(), '', { ...cookieOptions(), maxAge: 0 });
  return left === (signedIn?.id ?? NOBODY);
}
