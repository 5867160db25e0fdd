import type { cookies } from 'next/headers';
import { decode } from 'next-auth/jwt';
import { env } from '../env';
import { cookieOptions, sessionCookieName } from './cookie-names';

export type Jar = Pick<Awaited<ReturnType<typeof cookies>>, 'get' | 'set'>;

/**
 * The id of the session that a browser says it has, or null. Read from the jar and not by next-auth's
 * `auth`, which looks at the request's headers: those do not know of a session that an action has just
 * begun, and the page that is drawn with its answer would be nobody's.
 */
export async function sessionIdIn(jar: Jar): Promise<string | null> {
  const name = sessionCookieName();
  const token = jar.get(name)?.value;
  if (!token) return null;
  try {
    const read = await decode({ token, secret: env().authSecret, salt: name });
    // Tokens from before sessions were rows have none: they are signed out.
    return typeof read?.sid === 'string' ? read.sid : null;
  } catch {
    // Anything may stand in a cookie, and one that cannot be read is none.
    return null;
  }
}

/** With its options: a browser refuses to forget a `__Host-` cookie that is not set as one. */
export const clearSessionCookie = (jar: Jar): unknown =>
  jar.set(sessionCookieName(), '', { ...cookieOptions(), maxAge: 0 });
