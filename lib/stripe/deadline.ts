import { AsyncLocalStorage } from 'node:async_hooks';

const KEY = Symbol.for('cardkeep.deadline');
const holder = globalThis as { [KEY]?: AsyncLocalStorage<number> };
const scope = (holder[KEY] ??= new AsyncLocalStorage<number>());

/**
 * Runs `work`, in which nothing is sent to Stripe after `until` (ms since 1970). Inside another
 * deadline the earlier of the two holds. It goes along with the work and is not passed by hand: a
 * call that nobody passed it to would be sent although its buyer has gone.
 */
export const withDeadline = <T>(until: number, work: () => Promise<T>): Promise<T> =>
  scope.run(Math.min(until, scope.getStore() ?? Infinity), work);

/** In ms, below 0 once the deadline is over. Infinity where nobody waits, as in a timer. */
export const timeLeft = (): number => (scope.getStore() ?? Infinity) - Date.now();
