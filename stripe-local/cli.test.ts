import { execFile, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiveWebhooks, sdkFor, type Started, startForTest } from './testing/start';

// `npm install --no-save @stripe/cli@1.52.0` brings it; it cannot stand in package.json (it breaks `npm ci`).
function findCli(): string | null {
  if (process.env.STRIPE_CLI) return process.env.STRIPE_CLI;
  try {
    const name = `@stripe/cli-${process.platform}-${process.arch}/package.json`;
    return join(dirname(createRequire(import.meta.url).resolve(name)), 'bin', 'stripe');
  } catch {
    return null;
  }
}

const cli = findCli();
const about = cli ? 'the official CLI' : 'the official CLI (skipped: @stripe/cli is not installed)';

const triggers = [
  'payment_intent.created',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.canceled',
  'payment_intent.requires_action',
  'payment_intent.amount_capturable_updated',
  'setup_intent.created',
  'setup_intent.succeeded',
  'setup_intent.requires_action',
  'setup_intent.setup_failed',
  'setup_intent.canceled',
  'payment_method.attached',
  'payment_method.detached',
  'payment_method.updated',
  'charge.succeeded',
  'charge.failed',
  'charge.captured',
  'charge.refunded',
  'charge.refund.updated',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'customer.created',
  'customer.updated',
  'customer.deleted',
] as const;

describe.skipIf(!cli)(about, () => {
  let started: Started;
  let home: string;
  beforeAll(async () => {
    started = await startForTest();
    home = mkdtempSync(join(tmpdir(), 'stripe-cli-'));
  });
  afterAll(async () => {
    await started.close();
    rmSync(home, { recursive: true });
  });

  const runWith = (key: string, ...args: readonly string[]) =>
    promisify(execFile)(cli ?? '', [...args, '--api-base', started.local.url, '--api-key', key], {
      env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home },
    });

  const run = (...args: readonly string[]) => runWith('sk_test_1234567890', ...args);

  it.each([
    ['the default world', 'sk_test_1234567890'],
    ['a world of its own', 'sk_test_local_listened'],
  ])('listens in %s, forwards signed events and gets one again', async (_, key) => {
    const stripe = sdkFor(started.local.url, key);
    const received = await receiveWebhooks();
    const address = ['--api-base', started.local.url, '--api-key', key];
    const args = ['listen', '--all-snapshot', ...address, '--forward-to', received.url];
    const listening = spawn(cli ?? '', args, {
      env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const secret = await new Promise<string>((ready) => {
      const hear = (text: Buffer) => {
        const [found] = /whsec_\w+/.exec(text.toString()) ?? [];
        if (found) ready(found);
      };
      listening.stdout.on('data', hear);
      listening.stderr.on('data', hear);
    });
    const customer = await stripe.customers.create();
    await received.waitFor(1);
    const { body, signature } = received.bodies[0] ?? { body: '', signature: '' };
    const event = started.stripe.webhooks.constructEvent(body, signature, secret);
    expect(event.data.object).toMatchObject({ id: customer.id });
    await runWith(key, 'events', 'resend', event.id);
    await received.waitFor(2);
    listening.kill();
    await received.close();
  });

  it('runs a file of fixtures that refer to each other', async () => {
    const file = join(home, 'fixtures.json');
    const payment = { customer: '${buyer:id}', amount: 4800, currency: 'eur', confirm: true };
    const fixtures = [
      { name: 'buyer', path: '/v1/customers', method: 'post', params: { name: 'Ada' } },
      {
        name: 'payment',
        path: '/v1/payment_intents',
        method: 'post',
        params: { ...payment, payment_method: 'pm_card_visa', payment_method_types: ['card'] },
      },
      {
        name: 'back',
        path: '/v1/refunds',
        method: 'post',
        params: { payment_intent: '${payment:id}', amount: 800 },
      },
    ];
    writeFileSync(file, JSON.stringify({ _meta: { template_version: 0 }, fixtures }));
    await started.control.reset();
    await run('fixtures', file);
    const [charge] = (await started.stripe.charges.list()).data;
    expect(charge).toMatchObject({ amount: 4800, amount_refunded: 800 });
    const [buyer] = (await started.stripe.customers.list()).data;
    expect(charge?.customer).toBe(buyer?.id);
  });

  it.each(triggers)('triggers %s', async (type) => {
    await started.control.reset();
    await run('trigger', type);
    const events = await started.stripe.events.list({ type });
    expect(events.data.length).toBeGreaterThan(0);
  });
});
