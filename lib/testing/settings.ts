import { vi } from 'vitest';
import { env } from '../env';

/** The settings of a test file that needs no shop. Read once per process: called at the head of the file. */
export function takeSettings(given: Record<string, string> = {}): void {
  const settings = {
    NODE_ENV: 'test',
    APP_URL: 'http://127.0.0.1:4350',
    AUTH_SECRET: 'a secret of more than thirty-two characters',
    STRIPE_SECRET_KEY: 'sk_test_cardkeep',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_cardkeep',
    STRIPE_WEBHOOK_SECRET: 'whsec_cardkeep',
    LOG_LEVEL: 'silent',
    ...given,
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  // Read now: vitest takes the settings back before each test.
  env();
}
