import { AsyncLocalStorage } from 'node:async_hooks';

/** What is to be done once the transaction is through, each thing once. */
type Scope = Set<() => void>;

const KEY = Symbol.for('cardkeep.transaction-scope');

// On globalThis, because the server's entry points are bundled apart: a second copy of this
// module would not see a transaction that the first one opened.
const holder = globalThis as { [KEY]?: AsyncLocalStorage<Scope> };
const scope = (holder[KEY] ??= new AsyncLocalStorage<Scope>());

/**
 * Runs one transaction. `transact` may run its work several times: what the last time asked for is done
 * after the commit, and nothing where there is none.
 */
export async function markTransaction<T>(
  transact: (marked: (work: () => Promise<T>) => Promise<T>) => Promise<T>,
): Promise<T> {
  let last: Scope = new Set();
  const done = await transact((work) => scope.run((last = new Set()), work));
  for (const follow of last) follow();
  return done;
}

/**
 * Has something done after the transaction that this stands in, as soon as others can see what it has
 * written. It is a hint that may be lost with the process, and must not fail.
 */
export function afterCommit(follow: () => void): void {
  const asked = scope.getStore();
  if (!asked) throw new Error('there is no transaction to come after');
  asked.add(follow);
}

/**
 * Throws inside of a transaction. Whatever waits on something slow, or would miss what the
 * transaction has just written, calls this first.
 */
export function assertOutsideTransaction(what: string): void {
  if (scope.getStore()) throw new Error(`${what} inside a database transaction`);
}
