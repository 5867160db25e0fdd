import { findUserByEmail, type User } from '@/db/queries/users';
import { database } from '../database';
import { atOnce } from '../limits/at-once';
import { count } from '../limits/count-uses';
import { limits } from './auth-limits';
import { STRANGER, type Hashing } from './hashing-queue';
import { deviceOf } from './known-browser';
import { passwordFits } from './password';
import { slowedDown, type Wait } from './slow-down';

export type Credentials = { email: string; password: string };

/** Where a try comes from. */
export type FromBrowser = {
  /** Null where visitors are not told apart. */
  address: string | null;
  /** The value of KNOWN_COOKIE. */
  knownCookie: string | undefined;
};

/** Of one account's known browsers, in the queue: the second is for two who press at once. */
const KNOWN_AT_ONCE = 2;

/**
 * Whose password that is: null for an unknown account and for a wrong password alike, after the same
 * time. Nothing that strangers can fill stops a browser that has signed in to the account before: its
 * tries are counted by themselves, and it goes first where passwords are hashed. Beyond its own limit
 * it is a stranger, which is slow, and no more than that: so neither does somebody who has copied its
 * cookie lock it out. Throws Failure `too_many_tries`.
 */
export async function tryPassword(
  { email, password }: Credentials,
  browser: FromBrowser,
  wait?: Wait,
): Promise<{ user: User; isStranger: boolean } | null> {
  const find = () => findUserByEmail(database().read, email);
  // Found anew after a wait: meanwhile its owner may have set another password.
  const whoseIs = async (hashing: Hashing): Promise<User | null> => {
    const user = await find();
    return (await passwordFits(password, user?.passwordHash ?? null, hashing)) ? user : null;
  };
  const used = await countKnown(deviceOf(browser.knownCookie, await find()));
  const user =
    used === null
      ? await slowedDown({ email, address: browser.address }, () => whoseIs(STRANGER), wait)
      : await atOnce([{ key: `known at ${email}`, most: KNOWN_AT_ONCE }], () =>
          whoseIs({ who: 'known', used }),
        );
  return user && { user, isStranger: used === null };
}

/** How many tries a known browser has made, this one included; null where it is none, or over its limit. */
async function countKnown(device: string | null): Promise<number | null> {
  if (device === null) return null;
  const limit = limits.signInPerKnownBrowser;
  const { used } = await database().transaction((tx) => count(tx, limit, device));
  return used > limit.points ? null : used;
}
