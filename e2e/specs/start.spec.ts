import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { bindStripe } from '@/db/queries/stripe-binding';
import { expect, test } from '../fixtures/test';
import { run } from '../setup/run';
import { thisStripe } from '../setup/this-stripe';

/** As scripts/demo.mjs would start it, against this run's stripe-local. */
const working = {
  APP_URL: 'http://127.0.0.1:3999',
  AUTH_SECRET: 'a secret of at least thirty-two characters',
  STRIPE_SECRET_KEY: run.stripeSecretKey,
  STRIPE_PUBLISHABLE_KEY: run.stripePublishableKey,
  STRIPE_WEBHOOK_SECRET: 'whsec_start',
  STRIPE_LOCAL_URL: run.stripeUrl ?? '',
};

const aDatabase = async (): Promise<string> => {
  const url = `file:${join(await mkdtemp(join(tmpdir(), 'cardkeep-start-')), 'start.db')}`;
  await migrateDatabase(url);
  return url;
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts the production build with nothing but these settings, and waits for it to end by itself. */
async function refusal(settings: Record<string, string>): Promise<string> {
  const port = String(await freePort());
  const server = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', port],
    { env: { NODE_ENV: 'production', PATH: process.env.PATH, ...settings } },
  );
  let said = '';
  server.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(server, 'exit')) as [number | null];
  expect(code, said).toBe(1);
  expect(said).toContain('Cardkeep does not start.');
  // A reason is a line, not a stack.
  expect(said).not.toMatch(/\n\s+at /);
  return said;
}

test.describe('the server refuses to start', () => {
  test.skip(!thisStripe.isLocal, 'it needs keys of stripe-local');

  test('without keys, with a line for each that is missing', async () => {
    const said = await refusal({ DATABASE_URL: await aDatabase(), APP_URL: working.APP_URL });
    expect(said).toContain('STRIPE_SECRET_KEY is missing');
    expect(said).toContain('STRIPE_PUBLISHABLE_KEY is missing');
    expect(said).toContain('STRIPE_WEBHOOK_SECRET is missing');
    expect(said).toContain('AUTH_SECRET is missing');
  });

  test('with a live key and stripe-local, without showing the key', async () => {
    const live = 'sk_live_0123456789abcdef';
    const said = await refusal({
      ...working,
      DATABASE_URL: await aDatabase(),
      STRIPE_SECRET_KEY: live,
      STRIPE_PUBLISHABLE_KEY: 'pk_live_0123456789abcdef',
    });
    expect(said).toContain('STRIPE_SECRET_KEY is a live key: it is never sent to stripe-local');
    expect(said).not.toContain(live);
  });

  test('with a database that another account made, naming both', async ({ stripe }) => {
    const { id: mine } = await stripe.accounts.retrieveCurrent();
    const url = await aDatabase();
    const db = openDatabase(url);
    const other = { stripeAccountId: 'acct_another', livemode: false };
    await db.transaction((tx) => bindStripe(tx, other, Date.now()));
    await db.close();
    const said = await refusal({ ...working, DATABASE_URL: url });
    expect(said).toContain('The database holds Stripe account acct_another in test mode');
    expect(said).toContain(`the keys are of Stripe account ${mine} in test mode`);
  });

  test('with a database that has no tables', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cardkeep-start-'));
    const said = await refusal({ ...working, DATABASE_URL: `file:${join(folder, 'empty.db')}` });
    expect(said).toContain('npm run db:migrate');
  });

  test('with a restricted key, naming the permission that it lacks', async ({ stripeLocal }) => {
    const key = run.stripeSecretKey.replace(/^sk/, 'rk');
    await stripeLocal.limitKey(key, [
      'rak_customer_write',
      'rak_payment_method_write',
      'rak_payment_intent_write',
      'rak_charge_write',
      'rak_dispute_read',
      'rak_event_read',
      'rak_accounts_kyc_basic_read',
    ]);
    const said = await refusal({
      ...working,
      DATABASE_URL: await aDatabase(),
      STRIPE_SECRET_KEY: key,
    });
    expect(said).toContain('The restricted key lacks permissions:');
    expect(said).toContain('- SetupIntents: write');
    expect(said).not.toContain('- Customers: write');
  });
});
