import { runEndToEnd } from '../end-to-end.mjs';

/**
 * Plays the browser specs with the settings of production: on Postgres, for there are two servers. `without` takes a
 * host out of the policy of every page, and is to fail.
 * @param {{ args?: string[], onTerminal?: boolean, without?: string }} options
 */
export const runRehearsal = (options) =>
  runEndToEnd('rehearsal', { ...options, database: 'postgres' });

/** What `npm test` has the time for: one way through all of Stripe's hosts. */
export const SHORT_REHEARSAL = [
  'Rehearsal (short)',
  () =>
    runRehearsal({ args: ['e2e/rehearsal/', '--workers', '1', '-g', 'a card is saved, and one'] }),
];
