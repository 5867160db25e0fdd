import { AsyncResource } from 'node:async_hooks';
import { hasOneServer } from '@/db/client';
import { env } from './env';

/** What waits for one click, by a name of its own. */
type Waiting = Map<string, () => void>;

const KEY = Symbol.for('cardkeep.after-click');
const holder = globalThis as { [KEY]?: Map<string, Waiting> };
// On globalThis, because the server's entry points are bundled apart: a click would wake nobody.
const state = (): Map<string, Waiting> => (holder[KEY] ??= new Map<string, Waiting>());

/** How long one of another process is waited for before somebody looks whether it is over, in ms: nobody calls then. */
const LOOK_AGAIN_MS = 2_000;

/**
 * Runs `work` once, as soon as the click that is paying an order in this process has written down what
 * came of it, and in two seconds, or at `until` (ms), at the latest: the click may be another server's, or
 * have died. Whoever finds it alive still waits anew. Does nothing where the same is waiting already. Returns what takes it back: true where it had not run yet.
 */
export function afterClick(
  { orderId, until }: { orderId: string; until: number },
  name: string,
  work: () => void,
): () => boolean {
  const all = state();
  const waiting = all.get(orderId) ?? new Map<string, () => void>();
  if (waiting.has(name)) return () => false;
  // In its own scope, not in that of the click that wakes it, with its deadline and its address.
  const bound = AsyncResource.bind(work);
  const takeBack = () => {
    clearTimeout(timer);
    const isWaiting = waiting.delete(name);
    if (waiting.size === 0 && all.get(orderId) === waiting) all.delete(orderId);
    return isWaiting;
  };
  const run = () => {
    if (takeBack()) bound();
  };
  // It keeps no process alive: the event is in the inbox.
  const inMs = Math.min(Math.max(until - Date.now(), 0), LOOK_AGAIN_MS);
  const timer = setTimeout(run, inMs).unref();
  waiting.set(name, run);
  all.set(orderId, waiting);
  return takeBack;
}

/** A click has come to its end with an order, whatever the end: what waited for it goes on now. */
export function clickIsOver(orderId: string): void {
  for (const run of [...(state().get(orderId)?.values() ?? [])]) run();
}

/**
 * What began before this (ms) is sent by nobody any more: a SQLite file has one server, and that one
 * began then. Zero where others may be at it.
 */
export const clicksAliveSince = (): number =>
  hasOneServer(env().databaseUrl) ? performance.timeOrigin : 0;
