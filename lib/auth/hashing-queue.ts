import PQueue from 'p-queue';
import { Failure } from '../domain/failure';

/**
 * Who wants a hash made: a browser that has signed in before, or the holder of a mailed link, who go
 * first (`used`: how many they have had made lately); a browser that we do not know; a new account.
 */
export type Hashing = { who: 'known'; used: number } | { who: 'stranger' } | { who: 'newcomer' };

export const STRANGER: Hashing = { who: 'stranger' };

/** After the browsers that are known: there are more links than somebody needs. */
export const WITH_LINK: Hashing = { who: 'known', used: 100 };

/** A hash keeps one of Node's four threads busy for some 30 ms: the other two are for files and names. */
const AT_ONCE = 2;

/**
 * How many may stand in the queue. Strangers can fill what is theirs, so it is a second or two at the
 * most, and newcomers have places of their own, so that neither shuts the other out. Of those who are
 * known no more than two of one account stand here at once (try-password.ts): to fill what is theirs
 * somebody needs two hundred accounts.
 */
export const PLACES = { known: 400, stranger: 40, newcomer: 40 } as const;

/** In s: as long as a full queue takes on a slow machine. */
const COME_BACK_S = 2;

/** Among those who are known, the first hash of one goes before the tenth of another. */
const FIRST = 1_000;

const priorityOf = (hashing: Hashing): number =>
  hashing.who === 'known' ? Math.max(1, FIRST - hashing.used) : 0;

type State = { queue: PQueue; taken: Record<Hashing['who'], number> };

const KEY = Symbol.for('cardkeep.hashing-queue');
const holder = globalThis as { [KEY]?: State };
// On globalThis, because the server's entry points are bundled apart: each would hash as much again.
const state = (): State =>
  (holder[KEY] ??= {
    queue: new PQueue({ concurrency: AT_ONCE }),
    taken: { known: 0, stranger: 0, newcomer: 0 },
  });

/**
 * Makes or compares a hash as soon as it is its turn: each takes 19 MiB and a thread, and anybody can
 * ask for one. Throws Failure `too_many_tries`, and makes none, where all places are taken.
 */
export async function inHashingQueue<T>(hashing: Hashing, work: () => Promise<T>): Promise<T> {
  const { queue, taken } = state();
  const { who } = hashing;
  if (taken[who] >= PLACES[who]) throw new Failure('too_many_tries', { retryAfter: COME_BACK_S });
  taken[who] += 1;
  try {
    return await queue.add(work, { priority: priorityOf(hashing) });
  } finally {
    taken[who] -= 1;
  }
}
