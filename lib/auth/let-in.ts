import { AsyncLocalStorage } from 'node:async_hooks';
import type { User } from '@/db/queries/users';

type LetIn = Pick<User, 'id' | 'sessionEpoch'>;

const KEY = Symbol.for('cardkeep.let-in');
const holder = globalThis as { [KEY]?: AsyncLocalStorage<LetIn> };
const scope = (holder[KEY] ??= new AsyncLocalStorage<LetIn>());

/**
 * Runs `begin`, in which next-auth may begin a session for this person, who has proved who they are.
 * The library gets no password: its own endpoint for one is no way around our limits, because outside
 * of this it lets nobody in.
 */
export const letIn = <T>({ id, sessionEpoch }: LetIn, begin: () => Promise<T>): Promise<T> =>
  scope.run({ id, sessionEpoch }, begin);

/** Null for whatever else wants a session. */
export const whoIsLetIn = (): LetIn | null => scope.getStore() ?? null;
