import { database } from '../database';
import { Failure } from '../domain/failure';
import { count, type Limit } from '../limits/count-uses';

const MINUTE_S = 60;

/**
 * Somebody who has forgotten a password tries a handful; a list of stolen ones needs thousands.
 * An address gets more than an account, because offices and trains share one.
 */
export const limits = {
  // Beyond it such a browser is one that we do not know. Who mistypes so often has forgotten it.
  signInPerKnownBrowser: { name: 'sign-in-known', points: 10, seconds: 15 * MINUTE_S },
  // Beyond these nobody is refused, but kept waiting: lib/auth/slow-down.ts.
  signInPerAccount: { name: 'sign-in-account', points: 5, seconds: 15 * MINUTE_S },
  signInPerAddress: { name: 'sign-in-address', points: 20, seconds: 15 * MINUTE_S },
  // Those per address count only where visitors are told apart: one for all would be anybody's to fill.
  signUpPerAddress: { name: 'sign-up-address', points: 20, seconds: 60 * MINUTE_S },
  // A mail that has not come is asked for once or twice more; the rest would only fill a letter box.
  verificationPerAccount: { name: 'verification-account', points: 5, seconds: 60 * MINUTE_S },
  resetPerAccountAndAddress: { name: 'reset-account', points: 5, seconds: 60 * MINUTE_S },
  resetPerAddress: { name: 'reset-address', points: 20, seconds: 60 * MINUTE_S },
  // Mails to somebody who has no password, that say how they sign in. Not told to whoever asks.
  waysInPerAccount: { name: 'ways-in-account', points: 3, seconds: 60 * MINUTE_S },
} satisfies Record<string, Limit>;

/** Counts one use. Throws Failure `too_many_tries` with the seconds to wait. */
export async function throttle(limit: Limit, key: string): Promise<void> {
  const { used, retryAfter } = await database().transaction((tx) => count(tx, limit, key));
  if (used > limit.points) throw new Failure('too_many_tries', { retryAfter });
}
