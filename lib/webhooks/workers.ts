import { AsyncResource } from 'node:async_hooks';
import PQueue from 'p-queue';
import { isLeaving, underWay, untilNoClick } from '../under-way';

/** Handled at once: one that hangs at Stripe holds up three others at most, and none of them a click. */
const AT_ONCE = 4;

/**
 * How long a worker that would begin waits for clicks to come to their end, in ms. With four workers
 * forty events a second go on however many people click, and one click of 60 ms meets two or three.
 */
const CLICKS_FIRST_MS = 100;

/** How many wait in memory; the others stand in the inbox and are taken up from there. */
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
 * Keeps a place in memory for one that is being written down. Null where there is none, or the
 * process begins nothing any more; else what gives it back, right before `inLine`.
 */
export function keepPlace(): (() => void) | null {
  const at = state();
  if (isLeaving() || at.waiting + at.kept >= MOST_WAITING) return null;
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
 * it will see whatever was written down before. A process that is told to end begins nothing more:
 * `leave` is called instead. Throws what these throw.
 */
export function inLine(
  object: string,
  name: string,
  work: () => Promise<void>,
  leave: () => Promise<void> = async () => {},
): Promise<void> {
  const { queue, lines } = state();
  const line = lines.get(object);
  const same = line?.find((job) => job.name === name);
  if (same) return same.hasEnded;
  const bound = AsyncResource.bind(() => underWay(() => (isLeaving() ? leave() : work())));
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

/** Takes one job about an object, and lines the object up again: no worker stands and waits for another. */
async function next(object: string): Promise<void> {
  const { queue, lines } = state();
  await untilNoClick(CLICKS_FIRST_MS);
  const line = lines.get(object);
  const job = line?.shift();
  if (!line || !job) throw new Error(`nothing waits about ${object}`);
  state().waiting -= 1;
  await job.begin();
  if (line.length > 0) void queue.add(() => next(object));
  else lines.delete(object);
}
