type State = {
  count: number;
  /** How many of these are clicks. */
  clicks: number;
  isLeaving: boolean;
  /** Called as soon as nothing is under way. */
  waiting: (() => void)[];
  /** Called as soon as no click is. */
  afterClicks: Set<() => void>;
};

const KEY = Symbol.for('cardkeep.under-way');
const holder = globalThis as { [KEY]?: State };
// On globalThis, because the server's entry points are bundled apart: each would count its own.
const state = (): State =>
  (holder[KEY] ??= { count: 0, clicks: 0, isLeaving: false, waiting: [], afterClicks: new Set() });

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

/** The same for what somebody has pressed, and waits for: work that nobody waits for begins after it. */
export const clickUnderWay = <T>(work: () => Promise<T>): Promise<T> =>
  underWay(async () => {
    const at = state();
    at.clicks += 1;
    try {
      return await work();
    } finally {
      at.clicks -= 1;
      if (at.clicks === 0) for (const tell of at.afterClicks) tell();
    }
  });

/** Resolves as soon as no click is under way: at once, where none is, and after `ms` at the latest. */
export function untilNoClick(ms: number): Promise<void> {
  const { clicks, afterClicks } = state();
  if (clicks === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const tell = () => {
      clearTimeout(timer);
      afterClicks.delete(tell);
      resolve();
    };
    const timer = setTimeout(tell, ms);
    afterClicks.add(tell);
  });
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
