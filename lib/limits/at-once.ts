import { Failure } from '../domain/failure';

/** So many of a kind may be under way at once, in this process. */
export type Places = { key: string; most: number };

/** Whoever finds no place is told to come back this soon, in s: places are free again in seconds. */
const COME_BACK_S = 2;

const KEY = Symbol.for('cardkeep.at-once');
const holder = globalThis as { [KEY]?: Map<string, number> };
// On globalThis, because the server's entry points are bundled apart: each would count its own.
const taken = (): Map<string, number> => (holder[KEY] ??= new Map<string, number>());

/**
 * Does `work` while it takes one of each of these places: what waits costs memory, and strangers can
 * make any number of requests wait. Throws Failure `too_many_tries` where one has no place left.
 */
export async function atOnce<T>(places: readonly Places[], work: () => Promise<T>): Promise<T> {
  const counts = taken();
  for (const { key, most } of places) {
    if ((counts.get(key) ?? 0) >= most) {
      throw new Failure('too_many_tries', { retryAfter: COME_BACK_S });
    }
  }
  for (const { key } of places) counts.set(key, (counts.get(key) ?? 0) + 1);
  try {
    return await work();
  } finally {
    for (const { key } of places) {
      const left = (counts.get(key) ?? 1) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    }
  }
}
