import type { AttemptOutcome } from './attempt';

/**
 * So many intents of a person, and so many set-ups, may be confirmed by their browsers at a time.
 * Two tabs and one that was forgotten; whoever tests stolen cards wants hundreds.
 */
export const LIVE_AT_MOST = 3;

/**
 * How long a bank's question is taken for one that somebody is about to answer, in ms. Banks end a
 * challenge after ten minutes or so; its intent waits on for ever.
 */
export const BANK_ASKS_FOR_MS = 60 * 60_000;

/** What is being sent is known in a while, in ms: the reconciler finds it out if nobody else does. */
const SOON_MS = 60_000;

/** What a browser may confirm without asking us. */
export type LiveSecret = {
  /** When it was last given, in ms. */
  givenAt: number;
  /** What is being tried with it, as far as we know. */
  asked: { outcome: AttemptOutcome; startedAt: number } | null;
};

/** How long one must not be given up from now on, in ms: somebody would lose what they are doing. */
export function keptFor({ asked }: Pick<LiveSecret, 'asked'>, at: number): number {
  if (asked === null) return 0;
  if (asked.outcome !== 'authenticating') return SOON_MS;
  return Math.max(0, asked.startedAt + BANK_ASKS_FOR_MS - at);
}

/**
 * What has to go before a person gets another secret beside the ones that live: so many of the ones
 * that no bank is asked about, the one that was given longest ago first. `waitMs` where there are too
 * few of them.
 */
export function roomBeside<T extends LiveSecret>(
  live: readonly T[],
  at: number,
): { giveUp: number; of: T[] } | { waitMs: number } {
  const giveUp = live.length - (LIVE_AT_MOST - 1);
  if (giveUp <= 0) return { giveUp: 0, of: [] };
  const of = live.filter((each) => keptFor(each, at) === 0).sort((a, b) => a.givenAt - b.givenAt);
  if (of.length >= giveUp) return { giveUp, of };
  const waits = live.map((each) => keptFor(each, at)).filter((ms) => ms > 0);
  return { waitMs: Math.min(...waits) };
}
