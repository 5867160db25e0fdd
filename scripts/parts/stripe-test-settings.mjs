import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { Stop } from './main.mjs';

const WANTED = {
  STRIPE_SECRET_KEY: /^(sk|rk)_test_\w+$/,
  STRIPE_PUBLISHABLE_KEY: /^pk_test_\w+$/,
};
const LIVE = /^(sk|rk|pk)_live_/;

/**
 * The test-mode keys from `.env.test`, and what is wrong with them, one sentence for each. Anything that could move
 * real money stops here, whatever else is missing.
 * @param {string} file
 * @returns {{ settings: { STRIPE_SECRET_KEY: string, STRIPE_PUBLISHABLE_KEY: string }, faults: string[] }}
 */
export function stripeTestSettings(file) {
  const settings = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const live = Object.keys(settings).filter((name) => LIVE.test(settings[name]));
  if (live.length > 0) {
    throw new Stop(
      `${live.join(' and ')} in .env.test ${live.length > 1 ? 'are live keys' : 'is a live key'}. ` +
        'The tests buy things: they run with test-mode keys only.',
    );
  }
  const faults = Object.entries(WANTED)
    .filter(([name, shape]) => !shape.test(settings[name] ?? ''))
    .map(([name]) => `${name} ${settings[name] ? 'is not a test-mode key' : 'is missing'}`);
  const { STRIPE_SECRET_KEY = '', STRIPE_PUBLISHABLE_KEY = '' } = settings;
  return { settings: { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY }, faults };
}
