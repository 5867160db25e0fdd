import { vitest } from './vitest.mjs';

/** Every fault on every call of the journeys whose files are named; of all, where none is. Counted like tests. */
export const faults = (...files) =>
  vitest('faults', '--config', 'e2e/faults/vitest.config.ts', ...files);

/** About a minute's worth of it: whatever charges a saved card, in three files that wait beside each other. */
export const SHORT_FAULTS = ['Faults (short)', () => faults('one-click')];
