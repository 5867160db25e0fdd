/** What a step did, by what it counts: `{ lookedAt: 3, failed: 1 }`. All zero means nothing to do. */
export type Counts = Readonly<Record<string, number>>;

/** A timer in a server, or somebody at a keyboard, who wants everything done now. */
export type StartedBy = 'timer' | 'command';

/**
 * How many rows a step takes on in one run. The timer comes back in a moment, and must not hold up
 * the other steps; the command does all that there is, as far as a process can hold it.
 */
export const atOnce: Readonly<Record<StartedBy, number>> = { timer: 20, command: 10_000 };

/**
 * One thing that the reconciler sees to. What is due or old is judged by `now`, in ms: the command
 * may name a time in the future. Times that are written down for later go by the clock on the wall.
 *
 * It bears being run again at any time, and by two at once. It throws where it could do nothing at
 * all; one row that fails is counted and logged, and does not hold up the others.
 */
export type Step = {
  name: string;
  run: (now: number, startedBy: StartedBy) => Promise<Counts>;
};

/** What became of a step; `error` says why it failed as a whole. */
export type StepReport = { step: string; counts: Counts; error: string | null };
