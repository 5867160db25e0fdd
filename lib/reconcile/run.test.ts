import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findLease, releaseLease, takeLease } from '@/db/queries/leases';
import { listReconciliations } from '@/db/queries/reconciliations';
import { tidy } from '@/db/queries/retention';
import { database } from '../database';
import { LEASE_MS } from './lease';
import { openFileShop } from '../testing/file-shop';
import { WEBHOOK_SECRET } from '../testing/shop';
import { aShopper, getOrder, typeCard } from '../testing/shopper';
import { SECRET_KEY } from '../testing/stripe-api';
import { RECONCILE_EVERY_MS, RECONCILER, reconcileByCommand, reconcileOnTimer } from './run';
import { steps } from './steps';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
afterEach(async () => {
  await control.disarm();
  vi.useRealTimers();
  const held = await lease();
  if (held) await database().transaction((tx) => releaseLease(tx, held));
  // Time was turned back: what is remembered by time follows.
  await reconcileByCommand(Date.now());
  const all = { before: Number.MAX_SAFE_INTEGER, at: 0 };
  await database().transaction((tx) => tidy.runs(tx, all, 1_000));
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const runs = () => listReconciliations(database().read, 1000);
const lease = () => findLease(database().read, RECONCILER);
const takenByAnother = (until: number) =>
  database().transaction((tx) =>
    takeLease(tx, { name: RECONCILER, holder: 'another server', until }, Date.now()),
  );

function runAfter(ms: number): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  return reconcileOnTimer();
}

async function paidUnheard(): Promise<string> {
  const { orderId, clientSecret } = await typeCard(await aShopper());
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
  return orderId;
}

describe('on the timer', () => {
  it('one of many servers reconciles, and the others wait for the next time', async () => {
    await paidUnheard();
    await takenByAnother(Date.now() + 10 * MINUTE);
    await control.forgetRequests();
    await runAfter(5 * MINUTE);
    expect(await control.requests()).toEqual([]);
    expect(await runs()).toEqual([]);
    vi.useRealTimers();
  });

  it('the lease is kept until shortly before the next run is due', async () => {
    await reconcileOnTimer();
    const until = Number((await lease())?.until);
    expect(until).toBeGreaterThan(Date.now() + RECONCILE_EVERY_MS / 2);
    expect(until).toBeLessThan(Date.now() + RECONCILE_EVERY_MS);
    expect(await takenByAnother(Date.now() + LEASE_MS)).toBe(false);
  });

  it('a run is written down where it did something or failed, and once an hour', async () => {
    const orderId = await paidUnheard();
    await runAfter(10 * MINUTE);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    const [did] = await runs();
    expect(did).toMatchObject({ startedBy: 'timer', error: null });
    const report = did?.report as { step: string; counts: Record<string, number> }[];
    expect(report.map(({ step }) => step)).toEqual(steps.map(({ name }) => name));
    expect(report.find(({ step }) => step === 'missed events')?.counts.missed).toBeGreaterThan(0);

    const count = async () => (await runs()).length;
    const before = await count();
    for (let run = 0; run < 10; run++) await runAfter(RECONCILE_EVERY_MS);
    expect(await count()).toBe(before);

    await control.arm({ route: 'GET /v1/events', kind: '500', times: 100 });
    await runAfter(5 * MINUTE);
    await control.disarm();
    expect((await runs())[0]?.error).toMatch(/^missed events: PaymentsError: unknown/);

    await runAfter(HOUR);
    expect(await count()).toBe(before + 2);
  });

  it('runs are kept for thirty days', async () => {
    await reconcileByCommand(Date.now());
    await reconcileByCommand(Date.now());
    expect(await runs()).toHaveLength(2);
    await runAfter(31 * 24 * HOUR);
    expect(await runs()).toHaveLength(1);
  });
});

describe('by hand', () => {
  it('a step that fails stands in the report, and keeps no other from running', async () => {
    const orderId = await paidUnheard();
    await control.arm({ route: 'GET /v1/events', kind: '500', times: 100 });
    const report = (await reconcileByCommand(Date.now() + 10 * MINUTE)) ?? [];
    const failed = report.filter(({ error }) => error !== null);
    expect(failed.map(({ step }) => step)).toEqual(['missed events']);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect((await runs())[0]).toMatchObject({ startedBy: 'command', report });
    expect(await lease()).toBeNull();
  });

  it('nothing is done while somebody else is at it', async () => {
    await takenByAnother(Date.now() + LEASE_MS);
    expect(await reconcileByCommand(Date.now())).toBeNull();
  });
});

describe('npm run reconcile', () => {
  const command = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/reconcile.ts', ...args], {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        DATABASE_URL: `file:${shop.databaseFile}`,
        APP_URL: 'http://127.0.0.1:4350',
        AUTH_SECRET: 'a secret of more than thirty-two characters',
        STRIPE_SECRET_KEY: SECRET_KEY,
        STRIPE_PUBLISHABLE_KEY: 'pk_test_cardkeep',
        STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
        STRIPE_LOCAL_URL: shop.stripeUrl,
        LOG_LEVEL: 'silent',
      },
    });
  const inTenMinutes = () => new Date(Date.now() + 10 * MINUTE).toISOString();

  it('finds out what a server that died has left, over its lease, and says so', async () => {
    const orderId = await paidUnheard();
    await takenByAnother(Date.now() + LEASE_MS);
    const { stdout } = await command('--at', inTenMinutes());
    expect(stdout).toMatch(/^missed events: [1-9]\d* missed, 0 failed$/m);
    expect(stdout.trim().split('\n')).toHaveLength(steps.length);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await lease()).toBeNull();
  });

  it('ends with 1 where a step failed', async () => {
    await control.arm({ route: 'GET /v1/events', kind: '500', times: 100 });
    await expect(command('--at', inTenMinutes())).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^missed events: PaymentsError: unknown/m) as string,
    });
  });

  it('ends with 1 and one line where it cannot understand a time', async () => {
    await expect(command('--at', 'tomorrow')).rejects.toMatchObject({
      code: 1,
      stderr: 'Error: --at takes an ISO time, not tomorrow\n',
    });
  });
});
