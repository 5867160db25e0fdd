type State = { onCancels: (() => void) | null };

const KEY = Symbol.for('cardkeep.wake');
const holder = globalThis as { [KEY]?: State };
// On globalThis, because the server's entry points are bundled apart: a click would wake nobody.
const state = (): State => (holder[KEY] ??= { onCancels: null });

/**
 * Has the cancels that are due sent now rather than with the next turn of a timer. Does nothing in a
 * process that sends none: whoever does finds them by the clock.
 */
export const askForCancels = (): void => state().onCancels?.();

/** Who sends them in this process. */
export function onCancels(send: () => void): void {
  state().onCancels = send;
}
