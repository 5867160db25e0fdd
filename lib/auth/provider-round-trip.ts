import type { cookies } from 'next/headers';
import type { User } from '@/db/queries/users';

/** For whom a page was drawn that was drawn for nobody who was signed in. */
export const NOBODY = '';

export const LEFT_COOKIE = 'cardkeep.left-for-provider';

/** As long as next-auth gives a round trip to a provider, in seconds. */
const ROUND_TRIP_S = 15 * 60;

type Jar = Pick<Awaited<ReturnType<typeof cookies>>, 'get' | 'set' | 'delete'>;

/**
 * Writes down who leaves for a provider's page: minutes may pass there, and another person may be
 * signed in at this browser when the provider comes back. An assertion beside the session: who
 * changes it changes what their own browser says.
 */
export function rememberWhoLeaves(jar: Jar, drawnFor: string, secure: boolean): void {
  jar.set(LEFT_COOKIE, drawnFor, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: ROUND_TRIP_S,
    path: '/',
  });
}

/** Whether whoever is signed in as a provider comes back is who left for it. True once per leave. */
export function isWhoLeft(jar: Jar, signedIn: Pick<User, 'id'> | null): boolean {
  const left = jar.get(LEFT_COOKIE)?.value;
  jar.delete(LEFT_COOKIE);
  return left === (signedIn?.id ?? NOBODY);
}
