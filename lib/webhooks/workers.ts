import { AsyncResource } from 'node:async_hooks';
import PQueue from 'p-queue';
import { untilNoClick } from '../clicks.mjs';
import { underWay } from '../under-way';

/** Handled at once: one that hangs at Stripe holds up three others at most, and none of them a click. */
const AT_ONCE = 4;

/** How many wait in memory, by their ids; the others stand in the inbox and are taken up from there. */
const MOST_WAITING = 200;

type Job = { name: string; begin: () => Promise<void>; hasEnded: Promise<void> };

type State = {
  queue: PQueue;
  /** What waits about each object, in the order it came. */
  lines: Map<string, Job[]>;
  waiting: number;
  /** Places of those that are being written down. */
  kept: number;
};

const KEY = Symbol.for('cardkeep.webhook-workers');
const holder = globalThis as { [KEY]?: State };
// On globalThis, because the server's entry points are bundled apart: each would begin as many again.
const state = (): State =>
  (holder[KEY] ??= {
    queue: new PQueue({ concurrency: AT_ONCE }),
    lines: new Map<string, Job[]>(),
    waiting: 0,
    kept: 0,
  });

/**
 * Keeps a place in memory for one that is being written down. Null where there is none; else what
 * gives it back, right before `inLine`.
 */
export function keepPlace(): (() => void) | null {
  const at = state();
  if (at.waiting + at.kept >= MOST_WAITING) return null;
  at.kept += 1;
  return () => void (at.kept -= 1);
}

/** Whether so few wait that more should be fetched from the inbox: before the workers have nothing to do. */
export const wantsMore = (): boolean => state().waiting < MOST_WAITING / 2;

/** Whether nothing waits and nothing is being handled. */
export const isIdle = (): boolean => state().queue.size + state().queue.pending === 0;

/** Resolves when nothing waits and nothing is being handled. */
export const untilIdle = (): Promise<void> => state().queue.onIdle();

/**
 * Does `work` as soon as a worker is free and nothing else is done about the same object, in the
 * scope of whoever asks. What is waiting under the same name already is joined: it has not begun, so
 * it will see whatever was written down before. Throws what `work` throws; never resolves for what
 * was dropped.
 */
export function inLine(object: string, name: string, work: () => Promise<void>): Promise<void> {
  const { queue, lines } = state();
  const line = lines.get(object);
  const same = line?.find((job) => job.name === name);
  if (same) return same.hasEnded;
  const bound = AsyncResource.bind(() => underWay(work));
  let begin: Job['begin'] = () => Promise.resolve();
  const hasEnded = new Promise<void>((resolve) => {
    // Never throws: whoever asked hears of a failure, the worker goes on.
    begin = async () => {
      const end = bound();
      resolve(end);
      await end.catch(() => undefined);
    };
  });
  const job: Job = { name, begin, hasEnded };
  state().waiting += 1;
  if (line) line.push(job);
  else {
    lines.set(object, [job]);
    void queue.add(() => next(object));
  }
  return hasEnded;
}

/** The names of what waits about an object now, and has not begun. */
export const waitingAbout = (object: string): string[] =>
  (state().lines.get(object) ?? []).map(({ name }) => name);

/** Forgets what has not begun, and names it. */
export function dropWaiting(): string[] {
  const at = state();
  const dropped = [...at.lines.values()].flatMap((line) => line.splice(0));
  at.waiting -= dropped.length;
  return dropped.map(({ name }) => name);
}

/** Takes one job about an object, and lines the object up again: no worker stands and waits for another. */
async function next(object: string): Promise<void> {
  const { queue, lines } = state();
  const line = lines.get(object) ?? [];
  if (line.length > 0) await untilNoClick();
  const job = line.shift();
  if (job) {
    state().waiting -= 1;
    await job.begin();
  }
  if (line.length > 0) void queue.add(() => next(object));
  else lines.delete(object);
}
