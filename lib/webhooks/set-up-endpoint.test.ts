import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StripeLocalClient } from '@/stripe-local/client';
import { syncedTypes } from '../reconcile/steps/missed-events';
import { STRIPE_API_VERSION } from '../stripe/client';
import { openShop, type Shop } from '../testing/shop';
import { SECRET_KEY } from '../testing/stripe-api';
import { endpointEvents } from './endpoint-events';
import { handlerOf } from './handler-of';
import { carryOut, isAtHome, planEndpoint } from './set-up-endpoint';

const ADDRESS = 'http://127.0.0.1:4350/api/stripe/webhook';

let shop: Shop;
let control: StripeLocalClient;
beforeAll(async () => {
  shop = await openShop();
  control = new StripeLocalClient(shop.stripeUrl);
});
afterAll(() => shop.close());

type AtStripe = {
  id: string;
  url: string;
  enabled_events: string[];
  api_version: string | null;
  status: string;
};
const endpoints = async () =>
  (await shop.stripe.get<{ data: AtStripe[] }>('webhook_endpoints?limit=100')).data;
const make = (form: Record<string, string>, events: readonly string[] = endpointEvents) =>
  shop.stripe.post<AtStripe>('webhook_endpoints', {
    ...{ url: ADDRESS, api_version: STRIPE_API_VERSION, ...form },
    enabled_events: Object.fromEntries(events.entries()),
  });

afterEach(async () => {
  await control.disarm();
  for (const { id } of await endpoints()) await shop.stripe.delete(`webhook_endpoints/${id}`);
});

/** The command, as it is typed. */
async function setUp(args: string[] = [], settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/stripe-setup.ts', ...args], {
    env: {
      ...{ PATH: process.env.PATH, NODE_ENV: 'test', LOG_LEVEL: 'debug' },
      ...{ APP_URL: 'http://127.0.0.1:4350', DATABASE_URL: `file:${shop.databaseFile}` },
      ...{
        AUTH_SECRET: 'a secret of more than thirty-two characters',
        STRIPE_SECRET_KEY: SECRET_KEY,
      },
      ...{ STRIPE_PUBLISHABLE_KEY: 'pk_test_cardkeep', STRIPE_LOCAL_URL: shop.stripeUrl },
      ...settings,
    },
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, err };
}

describe('the events that an endpoint is to send', () => {
  it('are those that handlers handle, and all that heals', () => {
    expect(endpointEvents.filter((type) => handlerOf(type) === null)).toEqual([]);
    expect(endpointEvents).toEqual(expect.arrayContaining([...syncedTypes]));
    expect(new Set(endpointEvents).size).toBe(endpointEvents.length);
  });

  it('are those that the README names', () => {
    const [, told = ''] =
      /\*\*The webhook endpoint\*\*([^]*?)\n- \*\*/.exec(readFileSync('README.md', 'utf8')) ?? [];
    expect(told.match(/(?<=`)[a-z_]+(\.[a-z_]+)+(?=`)/g)?.sort()).toEqual(
      [...endpointEvents].sort(),
    );
    expect(told).toContain(`\`${STRIPE_API_VERSION}\``);
  });
});

describe('an endpoint', () => {
  it('is planned, and not made before that is asked for', async () => {
    const { code, out } = await setUp();
    expect(code).toBe(0);
    expect(out).toContain(`An endpoint is to be made at ${ADDRESS}`);
    expect(out).toContain(STRIPE_API_VERSION);
    for (const type of endpointEvents) expect(out).toContain(type);
    expect(out).toContain('Nothing was changed');
    expect(await endpoints()).toEqual([]);
  });

  it('is made, and its secret is shown once', async () => {
    const { code, out, err } = await setUp(['--apply']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.match(/^STRIPE_WEBHOOK_SECRET=whsec_\w{20,}$/gm)).toHaveLength(1);
    expect(await endpoints()).toMatchObject([
      {
        ...{ url: ADDRESS, status: 'enabled', api_version: STRIPE_API_VERSION },
        enabled_events: [...endpointEvents],
      },
    ]);
    const plan = await planEndpoint();
    expect(plan).toMatchObject({ kind: 'fine', others: [] });
    expect(await carryOut(plan)).toBeNull();
    expect(await endpoints()).toHaveLength(1);
  });

  it('whose making was not answered is made once, and its secret is not lost', async () => {
    await control.arm({ route: 'POST /v1/webhook_endpoints', kind: 'reset_after', times: 100 });
    await expect(carryOut(await planEndpoint())).rejects.toMatchObject({ fault: 'unknown' });
    await control.disarm();
    expect(await endpoints()).toHaveLength(1);
    const plan = await planEndpoint();
    expect(plan.kind).toBe('make');
    expect(await carryOut(plan)).toMatch(/^whsec_/);
    expect(await endpoints()).toHaveLength(1);
    expect((await planEndpoint()).kind).toBe('fine');
  });

  it('that lacks events, or is disabled, is changed, and keeps what else it sends', async () => {
    const { id } = await make({}, ['payment_intent.succeeded', 'account.updated']);
    await shop.stripe.post(`webhook_endpoints/${id}`, { disabled: true });
    const plan = await planEndpoint();
    expect(plan).toMatchObject({
      kind: 'change',
      missing: endpointEvents.filter((t) => t !== 'payment_intent.succeeded'),
    });
    expect(await carryOut(plan)).toBeNull();
    const [endpoint] = await endpoints();
    expect(endpoint).toMatchObject({ id, status: 'enabled' });
    expect(endpoint?.enabled_events).toEqual(
      expect.arrayContaining(['account.updated', ...endpointEvents]),
    );
    expect((await planEndpoint()).kind).toBe('fine');
  });

  it('for everything is fine', async () => {
    await make({}, ['*']);
    expect((await planEndpoint()).kind).toBe('fine');
  });

  it('of another API version stays, and gets a twin', async () => {
    const { id } = await make({ api_version: '2024-06-20' });
    const { out } = await setUp(['--apply']);
    expect(out).toContain(`${id} is at this address, too, of API version 2024-06-20`);
    expect(out).toContain('beside the old one, with a comma between');
    expect((await endpoints()).map(({ api_version }) => api_version).sort()).toEqual([
      ...['2024-06-20', STRIPE_API_VERSION],
    ]);
  });

  it('at another address is nobody’s business here', async () => {
    await make({ url: 'https://another.example/hook' });
    expect(await planEndpoint()).toMatchObject({ kind: 'make', others: [] });
  });
});

describe('on Stripe itself', () => {
  it('an address of this machine is none for an endpoint', async () => {
    const APP_URL = 'http://localhost:3000';
    const { code, out } = await setUp(['--apply'], { STRIPE_LOCAL_URL: '', APP_URL });
    expect(code).toBe(0);
    expect(out).toContain(`Stripe cannot reach ${APP_URL}`);
    expect(out).toContain('stripe listen --events payment_intent.created,');
    expect(out).toContain(`--forward-to ${APP_URL}/api/stripe/webhook`);
  });

  it.each([
    ...['http://127.0.0.1:3000', 'http://127.1.2.3', 'http://[::1]:3000', 'http://a.localhost'],
    ...['http://192.168.0.7', 'http://10.0.0.2', 'http://172.20.1.1', 'http://[fd00::1]'],
    ...['http://shop.local', 'http://0.0.0.0:80', 'http://2130706433'],
  ])('%s is one’s own', (url) => expect(isAtHome(url)).toBe(true));

  it.each([
    ...['https://shop.example', 'https://10.example', 'https://172.32.0.1', 'https://8.8.8.8'],
    ...['https://localhost.example', 'https://[2606:4700::1]', 'https://fd.example'],
  ])('%s is not', (url) => expect(isAtHome(url)).toBe(false));
});

it('settings that are missing are named', async () => {
  const { code, err } = await setUp([], { STRIPE_SECRET_KEY: '' });
  expect(code).toBe(1);
  expect(err).toContain('STRIPE_SECRET_KEY');
  expect(err).not.toContain('    at ');
});
