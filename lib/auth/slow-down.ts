import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import { database } from '../database';
import { atOnce } from '../limits/at-once';
import { count } from '../limits/count-uses';
import { limits } from './auth-limits';

/**
 * The longest that wrong tries from elsewhere keep somebody waiting at an account, in ms: whoever
 * knows the password is in within two seconds.
 */
export const LONGEST_AT_ACCOUNT_MS = 1_500;

/** The same after many wrong tries from one's own address, in ms: nobody else waits there. */
export const LONGEST_AT_ADDRESS_MS = 10_000;

/** The first wait, in ms; each that follows is twice as long. */
const FIRST_MS = 250;

/** How long the nth try waits, in ms, where `free` many wait for nothing. Grows up to `longest`. */
export const delayOf = (nth: number, free: number, longest: number): number =>
  nth <= free ? 0 : Math.min(longest, FIRST_MS * 2 ** Math.min(nth - free - 1, 16));

/**
 * What is under way at once in one process. With their delay these are the tries in a second that
 * strangers get at one account: 1.3 from one address, or where addresses are not told apart, and 4
 * from all addresses together. Each that waits keeps a connection and its request in memory.
 */
const AT_ONCE = { perAccountAndAddress: 2, perAccount: 6, perAddress: 6, all: 200 };

/**
 * So many of their counts are written at once: SQLite writes one after the other, and whoever signs in
 * or buys would stand behind all of them.
 */
const COUNTED_AT_ONCE = 2;

const KEY = Symbol.for('cardkeep.stranger-counts');
const holder = globalThis as { [KEY]?: PQueue };
const inLine = (): PQueue => (holder[KEY] ??= new PQueue({ concurrency: COUNTED_AT_ONCE }));

export type Wait = (ms: number) => Promise<unknown>;

/**
 * Lets a browser that we do not know make one try at an account, later the more wrong ones there have
 * been lately, for that account and from that address. It delays and never locks: whoever knows the
 * password waits for `LONGEST_…` at the most. Counted when the try begins, so that tries at once are
 * counted too, and taken back if it was right. An account that is not there is slow in the same way.
 * Throws Failure `too_many_tries`, with the few seconds after which there is a place again.
 */
export function slowedDown<T>(
  { email, address }: { email: string; address: string | null },
  tryIt: () => Promise<T | null>,
  wait: Wait = pause,
): Promise<T | null> {
  const places = [
    { key: 'sign-in', most: AT_ONCE.all },
    { key: `sign-in at ${email}`, most: AT_ONCE.perAccount },
    { key: `sign-in at ${email} from ${address}`, most: AT_ONCE.perAccountAndAddress },
    ...(address === null ? [] : [{ key: `sign-in from ${address}`, most: AT_ONCE.perAddress }]),
  ];
  return atOnce(places, async () => {
    const delay = await countTry(email, address, 1);
    if (delay > 0) await wait(delay);
    const right = await tryIt();
    if (right !== null) await countTry(email, address, -1);
    return right;
  });
}

/** Adds to both counts. Gives what the try has to wait for, in ms. */
const countTry = (email: string, address: string | null, tries: 1 | -1): Promise<number> =>
  inLine().add(() =>
    database().transaction(async (tx) => {
      const { signInPerAccount, signInPerAddress } = limits;
      const { used } = await count(tx, signInPerAccount, email, tries);
      const atAccount = delayOf(used, signInPerAccount.points, LONGEST_AT_ACCOUNT_MS);
      if (address === null) return atAccount;
      const all = await count(tx, signInPerAddress, address, tries);
      return Math.max(atAccount, delayOf(all.used, signInPerAddress.points, LONGEST_AT_ADDRESS_MS));
    }),
  );
