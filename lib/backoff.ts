/** The pause after a failure in ms, doubled each time, up to an hour. */
const PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

/** How long work that failed `tries` times waits for its next try, in ms. */
export const pauseAfter = (tries: number): number =>
  Math.min(PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
