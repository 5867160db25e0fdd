import { AsyncLocalStorage } from 'node:async_hooks';

type Request = {
  id: string;
  /** Where it comes from; null where visitors are not told apart, and for what no visitor sent. */
  address: string | null;
};

const KEY = Symbol.for('cardkeep.request-scope');
const holder = globalThis as { [KEY]?: AsyncLocalStorage<Request> };
const scope = (holder[KEY] ??= new AsyncLocalStorage<Request>());

/** The header that carries a request's id from the edge inwards, and back to the browser. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** The query of checkout's address, for its layout, which Next tells the path only. Ours, whatever is sent. */
export const ASKED_QUERY_HEADER = 'x-asked-query';

/** Runs `work` for one request: its id stands in every log line and on the order's timeline. */
export const withRequestId = <T>(requestId: string, work: () => Promise<T>): Promise<T> =>
  withRequest({ id: requestId, address: null }, work);

/** The same for a visitor's request, whose address is counted where payments fail. */
export const withRequest = <T>(request: Request, work: () => Promise<T>): Promise<T> =>
  scope.run(request, work);

/** Null outside of a request, as in a timer. */
export const currentRequestId = (): string | null => scope.getStore()?.id ?? null;

/** Null outside of a visitor's request, and where visitors are not told apart. */
export const currentAddress = (): string | null => scope.getStore()?.address ?? null;
