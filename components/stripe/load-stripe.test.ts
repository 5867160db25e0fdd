import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { STRIPE_JS } from './load-stripe';

it('asks for the release that the package itself would load', async () => {
  const entry = import.meta.resolve('@stripe/stripe-js');
  const loader = fileURLToPath(new URL('../dist/pure.mjs', entry));
  const [, train] = /RELEASE_TRAIN = ['"](\w+)['"]/.exec(await readFile(loader, 'utf8')) ?? [];
  expect(STRIPE_JS).toBe(`https://js.stripe.com/${train}/stripe.js`);
});
