/** What a test of the patience itself replaces. Times in ms; `random` is from 0 to 1. */
export type Clock = {
  now: () => number;
  wait: (ms: number) => Promise<void>;
  random: () => number;
};

const REAL: Clock = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

const SECOND = 1_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
/** With the longest waits, some 20 seconds: a limit that is still reached then is not ours to wait for. */
const TRIES = 7;

type Fetch = typeof globalThis.fetch;

/**
 * `fetch` as a guest of Stripe's: never more than `perSecond` requests in any second (null for as many as come), and a
 * request that is answered 429 is sent again after a wait that doubles each time. Half of the wait is chance, so that
 * what was refused together does not come back together. Nothing was done by a request that was answered so: it may be
 * sent again whatever it is.
 */
export function patientFetch(
  perSecond: number | null,
  { fetch = globalThis.fetch, clock = REAL }: { fetch?: Fetch; clock?: Clock } = {},
): Fetch {
  const turn = turnsOf(perSecond, clock);
  return async (...request) => {
    for (let tried = 1; ; tried += 1) {
      await turn();
      const response = await fetch(...request);
      if (response.status !== 429 || tried === TRIES) return response;
      await response.body?.cancel();
      await clock.wait(waitAfter(tried, response.headers.get('retry-after'), clock.random()));
    }
  };
}

/** How long to wait after so many tries, in ms; `asked` is what Stripe asks for, in seconds. */
export function waitAfter(tried: number, asked: string | null, random: number): number {
  const most = Math.min(FIRST_WAIT * 2 ** (tried - 1), LONGEST_WAIT);
  const wait = most * (0.5 + random / 2);
  return Math.max(wait, Number(asked ?? 0) * SECOND || 0);
}

/** Resolves when it is one's turn: the request so many turns ago must be a second old. */
function turnsOf(perSecond: number | null, { now, wait }: Clock): () => Promise<void> {
  if (perSecond === null) return () => Promise.resolve();
  const taken: number[] = [];
  return async () => {
    const before = taken.length < perSecond ? undefined : taken.shift();
    const at = before === undefined ? now() : Math.max(now(), before + SECOND);
    taken.push(at);
    if (at > now()) await wait(at - now());
  };
}
