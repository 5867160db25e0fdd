/** The bounds of the pauses between tries, in ms: they grow from the one to the other. */
export type Pauses = { shortestMs: number; longestMs: number };

const between = ({ shortestMs, longestMs }: Pauses, ms: number): number =>
  Math.min(Math.max(ms, shortestMs), longestMs);

/** How long work that failed `tries` times waits for its next try, in ms: doubled each time. */
export const pauseAfter = (tries: number, pauses: Pauses): number =>
  between(pauses, pauses.shortestMs * 2 ** (tries - 1));

/** The same for what counts no tries, in ms: half as long as it has been waiting by now. */
export const pauseAtAge = (ageMs: number, pauses: Pauses): number =>
  between(pauses, Math.round(ageMs / 2));
