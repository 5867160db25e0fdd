type State = {
  count: number;
  isLeaving: boolean;
  /** Called as soon as nothing is under way. */
  waiting: (() => void)[];
};

const KEY = Symbol.for('cardkeep.under-way');
const holder = globalThis as { [KEY]?: State };
// On globalThis, because the server's entry points are bundled apart: each would count its own.
const state = (): State => (holder[KEY] ??= { count: 0, isLeaving: false, waiting: [] });

/**
 * Does something that the process should not end in the middle of: a click, a delivery, a timer's
 * turn. What a browser no longer waits for is counted too, which no open connection tells of.
 */
export async function underWay<T>(work: () => Promise<T>): Promise<T> {
  const at = state();
  at.count += 1;
  try {
    return await work();
  } finally {
    at.count -= 1;
    if (at.count === 0) for (const tell of at.waiting.splice(0)) tell();
  }
}

/** How much is under way now. */
export const countUnderWay = (): number => state().count;

/** Resolves as soon as nothing is under way: at once, where nothing is. */
export const untilNothingIsUnderWay = (): Promise<void> =>
  new Promise((resolve) => {
    if (state().count === 0) resolve();
    else state().waiting.push(resolve);
  });

/** From now on this process begins nothing by itself. What others ask of it is still answered. */
export function beginLeaving(): void {
  state().isLeaving = true;
}

/** Whether this process was told to end: timers begin nothing, and proxies should ask another one. */
export const isLeaving = (): boolean => state().isLeaving;
