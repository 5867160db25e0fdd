import { AsyncLocalStorage } from 'node:async_hooks';

const KEY = Symbol.for('cardkeep.transaction-scope');

// On globalThis, because the server's entry points are bundled apart: a second copy of this
// module would not see a transaction that the first one opened.
const holder = globalThis as { [KEY]?: AsyncLocalStorage<true> };
const scope = (holder[KEY] ??= new AsyncLocalStorage<true>());

export const markTransaction = <T>(work: () => Promise<T>): Promise<T> => scope.run(true, work);

/**
 * Throws inside of a transaction. Whatever waits on something slow, or would miss what the
 * transaction has just written, calls this first.
 */
export function assertOutsideTransaction(what: string): void {
  if (scope.getStore()) throw new Error(`${what} inside a database transaction`);
}
