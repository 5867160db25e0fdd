import type { cookies } from 'next/headers';
import { LRUCache } from 'lru-cache';
import { decode } from 'next-auth/jwt';
import { env } from '../env';
import { cookieOptions, sessionCookieName } from './cookie-names';

export type Jar = Pick<Awaited<ReturnType<typeof cookies>>, 'get' | 'set'>;

/**
 * The sessions of cookies that were opened already, by the cookie's own words: to open one takes as long as ten queries.
 * Whether a session is over is not for the cookie to say: its row is asked each time. What cannot be opened is not kept.
 */
const opened = new LRUCache<string, string>({ max: 1_000 });

/**
 * The id of the session that a browser says it has, or null. Read from the jar and not by next-auth's
 * `auth`, which looks at the request's headers: those do not know of a session that an action has just
 * begun, and the page that is drawn with its answer would be nobody's.
 */
export async function sessionIdIn(jar: Jar): Promise<string | null> {
  const name = sessionCookieName();
  const token = jar.get(name)?.value;
  if (!token) return null;
  const known = opened.get(token);
  if (known !== undefined) return known;
  try {
    const read = await decode({ token, secret: env().authSecret, salt: name });
    // Tokens from before sessions were rows have none: they are signed out.
    if (typeof read?.sid !== 'string') return null;
    opened.set(token, read.sid);
    return read.sid;
  } catch {
    // Anything may stand in a cookie, and one that cannot be read is none.
    return null;
  }
}

/** With its options: a browser refuses to forget a `__Host-` cookie that is not set as one. */
export const clearSessionCookie = (jar: Jar): unknown =>
  jar.set(sessionCookieName(), '', { ...cookieOptions(), maxAge: 0 });
