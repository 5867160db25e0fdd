import { AsyncLocalStorage } from 'node:async_hooks';

const KEY = Symbol.for('cardkeep.request-scope');
const holder = globalThis as { [KEY]?: AsyncLocalStorage<string> };
const scope = (holder[KEY] ??= new AsyncLocalStorage<string>());

/** The header that carries a request's id from the edge inwards, and back to the browser. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** Runs `work` for one request: its id stands in every log line and on the order's timeline. */
export const withRequestId = <T>(requestId: string, work: () => Promise<T>): Promise<T> =>
  scope.run(requestId, work);

/** Null outside of a request, as in a timer. */
export const currentRequestId = (): string | null => scope.getStore() ?? null;
