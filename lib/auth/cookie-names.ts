import { env } from '../env';

/**
 * Whether cookies go over https only: decided by the address that people know the shop by, never by
 * what a proxy says of a request. One that says `http` would otherwise have a session sent in clear.
 */
export const cookiesAreSecure = (): boolean => env().appUrl.startsWith('https:');

/**
 * Over https a browser takes a name with this prefix only where the cookie is `Secure`, for all paths
 * and from this very host: a neighbour under the same domain cannot put one of theirs in its place.
 */
export const cookieName = (name: string): string => (cookiesAreSecure() ? `__Host-${name}` : name);

/** As next-auth calls it where nobody says otherwise. */
export const sessionCookieName = (): string => cookieName('authjs.session-token');

/** What every cookie of ours has. */
export const cookieOptions = () =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: cookiesAreSecure() }) as const;
