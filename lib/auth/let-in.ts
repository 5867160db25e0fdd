import { AsyncLocalStorage } from 'node:async_hooks';
import type { Entrance } from './begin-session';

const KEY = Symbol.for('cardkeep.let-in');
const holder = globalThis as { [KEY]?: AsyncLocalStorage<Entrance> };
const scope = (holder[KEY] ??= new AsyncLocalStorage<Entrance>());

/**
 * Runs `begin`, in which next-auth may begin a session for this person, who has proved who they are.
 * The library gets no password: its own endpoint for one is no way around our limits, because outside
 * of this it lets nobody in.
 */
export const letIn = <T>(entrance: Entrance, begin: () => Promise<T>): Promise<T> =>
  scope.run(entrance, begin);

/** Null for whatever else wants a session. */
export const whoIsLetIn = (): Entrance | null => scope.getStore() ?? null;
