import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { cookies } from 'next/headers';
import type { User } from '@/db/queries/users';
import { signingKey } from '../signing-key';
import { cookieName, cookieOptions } from './cookie-names';

export const KNOWN_COOKIE = 'cardkeep.signed-in-before';

/** As long as browsers keep a cookie at the most. In s. Source: RFC 6265bis, 5.5. */
const LASTS_S = 400 * 24 * 60 * 60;

/** A household's computer; more would make every request longer. */
export const MOST_ACCOUNTS = 5;

type Owner = Pick<User, 'id' | 'passwordHash'>;

/** Stands in for an account that is not there, so that looking takes as long. */
const NOBODY: Owner = { id: '', passwordHash: null };

const ENTRY = /^([\w-]{16})\.(\d{10})\.([\w-]{43})$/;

/** The newest first. What is not of our form is left out; more than we write is not read. */
const entriesOf = (cookie: string | undefined): string[] =>
  (cookie ?? '')
    .slice(0, MOST_ACCOUNTS * 80)
    .split('!')
    .filter((entry) => ENTRY.test(entry));

/**
 * Signs that a browser has signed in to an account, and gives it a number there. The account is not
 * named, so that a computer does not tell who uses it. A new password ends it: whoever got in with
 * the old one is a stranger again.
 */
const signatureOf = (owner: Owner, device: string, since: string): Buffer =>
  createHmac('sha256', signingKey('known browser'))
    .update(`${owner.id}\n${device}\n${since}\n${owner.passwordHash ?? ''}`)
    .digest();

/** The number of this browser at the account, or null where it has not signed in to it. */
function deviceIn(entry: string, owner: Owner, at: number): string | null {
  const [, device, since, signature] = ENTRY.exec(entry) ?? [];
  if (!device || !since || !signature || at / 1000 - Number(since) > LASTS_S) return null;
  const ours = signatureOf(owner, device, since);
  // As text: of the last character two bits say nothing, so that another one stands for the same bytes.
  const theirs = Buffer.from(signature);
  const expected = Buffer.from(ours.toString('base64url'));
  return theirs.length === expected.length && timingSafeEqual(theirs, expected) ? device : null;
}

/** The same for all that a browser sends. */
export function deviceOf(
  cookie: string | undefined,
  user: Owner | null,
  at = Date.now(),
): string | null {
  const devices = entriesOf(cookie).map((entry) => deviceIn(entry, user ?? NOBODY, at));
  return user && (devices.find((device) => device !== null) ?? null);
}

type Jar = Pick<Awaited<ReturnType<typeof cookies>>, 'get' | 'set'>;

/**
 * Has this browser remember that it has signed in to an account, as the newest of the last few. It
 * keeps its number there, unless it is to have another (`anew`): somebody else may use up what the
 * old one is granted.
 */
export function rememberBrowser(jar: Jar, user: Owner, { anew }: { anew: boolean }): void {
  const at = Date.now();
  const cookie = jar.get(cookieName(KNOWN_COOKIE))?.value;
  const device = (!anew && deviceOf(cookie, user, at)) || randomBytes(12).toString('base64url');
  const since = String(Math.floor(at / 1000));
  const entry = `${device}.${since}.${signatureOf(user, device, since).toString('base64url')}`;
  const others = entriesOf(cookie).filter((each) => deviceIn(each, user, at) === null);
  jar.set(cookieName(KNOWN_COOKIE), [entry, ...others].slice(0, MOST_ACCOUNTS).join('!'), {
    ...cookieOptions(),
    maxAge: LASTS_S,
  });
}
