/** @typedef {{ clicks: number, waiting: Set<() => void> }} State */

const KEY = Symbol.for('cardkeep.clicks');
const holder = /** @type {Record<symbol, State | undefined>} */ (
  /** @type {unknown} */ (globalThis)
);
// On globalThis, because the server's entry points are bundled apart: each would count its own.
const state = () => (holder[KEY] ??= { clicks: 0, waiting: new Set() });

/**
 * How long what nobody waits for is kept from beginning while clicks are under way, in ms. With four workers forty
 * events a second go on however many people click, and one click of 60 ms meets four at most.
 */
const CLICKS_FIRST_MS = 100;

/**
 * Somebody has pressed something, and waits: what nobody waits for begins after it. Gives what ends it.
 * @returns {() => void}
 */
export function beginClick() {
  const at = state();
  at.clicks += 1;
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    at.clicks -= 1;
    if (at.clicks === 0) for (const tell of at.waiting) tell();
  };
}

/**
 * Resolves as soon as no click is under way: at once, where none is, and after 100 ms at the latest.
 * @returns {Promise<void>}
 */
export function untilNoClick() {
  const { clicks, waiting } = state();
  if (clicks === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const tell = () => {
      clearTimeout(timer);
      waiting.delete(tell);
      resolve();
    };
    const timer = setTimeout(tell, CLICKS_FIRST_MS);
    waiting.add(tell);
  });
}
