import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findEvent } from '@/db/queries/webhook-events';
import { POST } from '@/app/api/stripe/webhook/route';
import { database } from '../database';
import { readHealth } from '../desk/read-health';
import { FAULT_STANDS_MS } from '../domain/delivery-fault';
import { log } from '../log';
import { STRIPE_API_VERSION } from '../stripe/client';
import { signatureOf } from '../testing/signed-event';
import { openShop, type Shop } from '../testing/shop';
import { TOLD_EVERY_MS } from './note-fault';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
let start: number;
beforeEach(() => {
  // A day and more after the test before: what it left does not stand any more.
  start = (start ?? Date.now()) + 2 * FAULT_STANDS_MS;
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: start });
});
afterEach(async () => {
  await vi.advanceTimersByTimeAsync(2 * TOLD_EVERY_MS);
  vi.useRealTimers();
});

const send = async (body: string, signature: string | null = signatureOf(body)) => {
  const headers: HeadersInit = signature === null ? {} : { 'stripe-signature': signature };
  const request = new Request('http://127.0.0.1/', { method: 'POST', body, headers });
  const response = await POST(request);
  return { status: response.status, ...((await response.json()) as { said: string }) };
};
const faults = async () => (await readHealth()).deliveryFaults;
const warnings = () => vi.spyOn(log(), 'warn');

const thin = JSON.stringify({
  id: 'evt_thin',
  object: 'v2.core.event',
  type: 'v1.billing.meter.error_report_triggered',
  created: '2026-11-30T12:00:00.000Z',
  livemode: false,
  related_object: { id: 'mtr_1', type: 'billing.meter', url: '/v1/billing/meters/mtr_1' },
});
const snapshot = JSON.stringify({
  ...{ id: 'evt_snapshot', object: 'event', type: 'balance.available', livemode: false },
  ...{ api_version: STRIPE_API_VERSION, data: { object: { object: 'balance' } } },
});

describe('a thin event', () => {
  it('is answered, and the log and the desk say what to set', async () => {
    const warned = warnings();
    expect(await send(thin)).toEqual({ status: 200, said: 'thin_event' });
    expect(await findEvent(database().read, 'evt_thin')).toBeNull();
    expect(warned.mock.calls).toEqual([
      [
        { kind: 'thin_event', count: 1, detail: 'v1.billing.meter.error_report_triggered' },
        expect.stringMatching(/snapshot payloads.*npm run stripe:setup/),
      ],
    ]);
    expect(await faults()).toEqual([
      {
        ...{ kind: 'thin_event', count: 1, firstAt: start, lastAt: start },
        detail: 'v1.billing.meter.error_report_triggered',
      },
    ]);
  });
});

describe('what is signed, but is no event', () => {
  const event = JSON.parse(snapshot) as Record<string, unknown>;
  it.each([
    ...['hello', 'null', 'true', '7', '"evt_1"', '[]', '{}', '\uFEFF{}', '{"id":"evt_1"', '\0'],
    ...['id', 'type', 'data', 'livemode'].map((name) =>
      JSON.stringify({ ...event, [name]: undefined }),
    ),
    ...[null, '', 7, 'x'.repeat(256)].map((id) => JSON.stringify({ ...event, id })),
    ...[null, [], 'x', {}, { object: null }, { object: [] }].map((data) =>
      JSON.stringify({ ...event, data }),
    ),
    JSON.stringify({ ...event, object: 'list' }),
    // Deep enough to break whoever walks down it.
    JSON.stringify(event).slice(0, -1) + `,"deep":${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
  ])('is refused and not written down: %.60s', async (body) => {
    expect(await send(body)).toEqual({ status: 400, said: 'no_event' });
    expect(await findEvent(database().read, 'evt_snapshot')).toBeNull();
  });

  it('whatever else it is', () =>
    fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 2 }), async (body) => {
        expect(await send(body)).toEqual({ status: 400, said: 'no_event' });
      }),
      { numRuns: 50 },
    ));
});

describe('a wrong secret and a clock that is off', () => {
  const seconds = (s: number) => s * 1000;

  it('are told apart', async () => {
    const warned = warnings();
    const other = signatureOf(snapshot, { secret: 'whsec_of_another_endpoint' });
    expect(await send(snapshot, other)).toEqual({ status: 400, said: 'bad_signature' });
    const old = signatureOf(snapshot, { at: Date.now() - seconds(301) });
    expect(await send(snapshot, old)).toEqual({ status: 400, said: 'too_old' });
    expect(await faults()).toMatchObject([
      { kind: 'clock_ahead', count: 1, detail: '301' },
      { kind: 'no_secret_fits', count: 1, detail: null },
    ]);
    expect(warned.mock.calls.map(([, words]) => words)).toEqual([
      expect.stringContaining('STRIPE_WEBHOOK_SECRET is not the signing secret'),
      expect.stringContaining('the clock of this server is ahead'),
    ]);
    expect(await findEvent(database().read, 'evt_snapshot')).toBeNull();
  });

  it('a wrong secret does not count as a clock, however old it is', async () => {
    const at = Date.now() - seconds(10_000);
    await send(snapshot, signatureOf(snapshot, { secret: 'whsec_other', at }));
    expect(await faults()).toMatchObject([{ kind: 'no_secret_fits' }]);
  });

  it('within five minutes a clock is no matter', async () => {
    for (const off of [-300, 300]) {
      const at = Date.now() + seconds(off);
      expect(await send(snapshot, signatureOf(snapshot, { at }))).toMatchObject({ status: 200 });
    }
    expect(await faults()).toEqual([]);
  });

  it('what was signed in the future is taken in, and tells of a clock that is behind', async () => {
    const at = Date.now() + seconds(3_600);
    const body = snapshot.replace('evt_snapshot', 'evt_future');
    expect(await send(body, signatureOf(body, { at }))).toMatchObject({ status: 200 });
    expect(await findEvent(database().read, 'evt_future')).not.toBeNull();
    expect(await faults()).toMatchObject([{ kind: 'clock_behind', detail: '3600' }]);
  });
});

describe('a flood', () => {
  const forged = (n: number) => send(`{"n":${n}}`, signatureOf('', { secret: 'whsec_stranger' }));

  it('of forged deliveries is a line and a write in five minutes, and a number', async () => {
    const warned = warnings();
    const written = vi.spyOn(database(), 'transaction');
    for (let n = 0; n < 200; n++) expect(await forged(n)).toMatchObject({ status: 400 });
    expect(warned).toHaveBeenCalledTimes(1);
    expect(written).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(TOLD_EVERY_MS);
    expect(warned).toHaveBeenCalledTimes(2);
    expect(written).toHaveBeenCalledTimes(2);
    expect(warned.mock.calls[1]?.[0]).toMatchObject({ kind: 'no_secret_fits', count: 199 });
    // The timer's write is before this one in the line.
    await database().transaction(() => Promise.resolve());
    expect(await faults()).toMatchObject([{ kind: 'no_secret_fits', count: 200, firstAt: start }]);
    // What comes right after is told with the rest of its five minutes, too.
    await forged(200);
    expect(warned).toHaveBeenCalledTimes(2);
  });

  it('of what is not even signed is nothing at all', async () => {
    const warned = warnings();
    const written = vi.spyOn(database(), 'transaction');
    for (const signature of [
      null,
      '',
      'x',
      't=1',
      'v1=zz',
      't=now,v1=00',
      `v1=${'0'.repeat(64)}`,
    ]) {
      expect(await send(snapshot, signature)).toMatchObject({ status: 400 });
    }
    expect(warned).not.toHaveBeenCalled();
    expect(written).not.toHaveBeenCalled();
    expect(await faults()).toEqual([]);
  });

  it('is over a day after the last', async () => {
    await forged(1);
    vi.setSystemTime(start + FAULT_STANDS_MS - 1);
    expect(await faults()).toHaveLength(1);
    vi.setSystemTime(start + FAULT_STANDS_MS);
    expect(await faults()).toEqual([]);
  });
});
