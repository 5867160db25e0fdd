import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { StripeLocalClient } from '../client';
import { ask } from '../testing/ask';
import { receiveWebhooks, sdkFor, type Started, startForTest } from '../testing/start';
import { MOST_WORLDS } from './worlds';

let started: Started;
let url: string;
beforeAll(async () => {
  started = await startForTest();
  ({ url } = started.local);
});
afterAll(() => started.close());

/** Everything of one world: how a server, a browser and a tester meet it. */
const meet = (name: string, at = url) => ({
  stripe: sdkFor(at, `sk_test_local_${name}`),
  browser: sdkFor(at, `pk_test_local_${name}`),
  control: new StripeLocalClient(at, name),
});
let a: ReturnType<typeof meet>;
let b: ReturnType<typeof meet>;
beforeEach(() => {
  a = meet('a');
  b = meet('b');
});
afterEach(async () => {
  for (const { name } of await started.control.worlds()) await started.control.dropWorld(name);
  await started.control.reset();
});

const price = { amount: 4_800, currency: 'eur', allowed_payment_method_types: ['card' as const] };
const bought = { ...price, payment_method: 'pm_card_visa', confirm: true };
const unknown = { statusCode: 404, code: 'resource_missing' };

describe('keys', () => {
  it('of one name are of one world, whatever their kind; the others are of the default one', async () => {
    const { id } = await a.stripe.customers.create();
    const restricted = sdkFor(url, 'rk_test_local_a');
    expect((await restricted.customers.retrieve(id)).id).toBe(id);
    await expect(b.stripe.customers.retrieve(id)).rejects.toMatchObject(unknown);
    for (const key of ['sk_test_local', 'sk_test_locala', 'sk_test_a', 'rk_test_1']) {
      await expect(sdkFor(url, key).customers.retrieve(id)).rejects.toMatchObject(unknown);
    }
    const { id: plain } = await sdkFor(url, 'sk_test_local').customers.create();
    expect((await sdkFor(url, 'sk_test_x').customers.retrieve(plain)).id).toBe(plain);
    await expect(a.stripe.customers.retrieve(plain)).rejects.toMatchObject(unknown);
  });

  it.each(['', 'A', 'a-b', 'a.b', 'a/b', '../a', 'ä', 'a'.repeat(33)])(
    'that name no world are refused, and make none: "%s"',
    async (name) => {
      const { status } = await ask(
        url,
        `GET /v1/customers?key=${encodeURIComponent(`pk_test_local_${name}`)}`,
        '',
        { key: '' },
      );
      expect(status).toBe(401);
      expect((await fetch(`${url}/_world/${encodeURIComponent(name)}/_local/health`)).status).toBe(
        404,
      );
      expect(await started.control.worlds()).toEqual([]);
    },
  );

  it('are the only thing that says a world to the API', async () => {
    const answer = await fetch(`${url}/_world/a/v1/customers`, {
      headers: { authorization: 'Bearer sk_test_local_b' },
    });
    expect(answer.status).toBe(404);
    expect(await started.control.worlds()).toEqual([]);
  });

  it('that are restricted are limited in their own world only', async () => {
    await expect(a.control.limitKey('rk_test_local_b', [])).rejects.toThrow('another world');
    await expect(started.control.limitKey('rk_test_local_b', [])).rejects.toThrow('another world');
    await a.control.limitKey('rk_test_local_a', ['rak_event_read']);
    await expect(sdkFor(url, 'rk_test_local_a').customers.list()).rejects.toMatchObject({
      statusCode: 403,
    });
    expect((await sdkFor(url, 'rk_test_local_b').customers.list()).data).toEqual([]);
  });
});

describe('one world knows nothing of another', () => {
  it('every kind of object, and the account itself', async () => {
    const customer = await a.stripe.customers.create();
    const intent = await a.stripe.paymentIntents.create(bought);
    const setup = await a.stripe.setupIntents.create({ customer: customer.id });
    const charge = intent.latest_charge as string;
    const refund = await a.stripe.refunds.create({ charge, amount: 100 });
    const dispute = await a.control.openDispute(charge);
    const endpoint = await a.stripe.webhookEndpoints.create({
      url: 'http://127.0.0.1:1/',
      enabled_events: ['charge.captured'],
    });
    const [event] = (await a.stripe.events.list()).data;
    const theirs = b.stripe;
    for (const asked of [
      theirs.customers.retrieve(customer.id),
      theirs.paymentIntents.retrieve(intent.id),
      theirs.paymentIntents.cancel(intent.id),
      theirs.setupIntents.retrieve(setup.id),
      theirs.charges.retrieve(charge),
      theirs.refunds.retrieve(refund.id),
      theirs.disputes.retrieve(dispute.id),
      theirs.events.retrieve(event?.id ?? ''),
      theirs.webhookEndpoints.retrieve(endpoint.id),
      theirs.paymentMethods.retrieve(intent.payment_method as string),
    ]) {
      await expect(asked).rejects.toMatchObject(unknown);
    }
    // Where it is not what the address names, Stripe says 400.
    const foreign = { statusCode: 400, code: 'resource_missing' };
    await expect(
      theirs.paymentIntents.create({ ...price, customer: customer.id }),
    ).rejects.toMatchObject(foreign);
    await expect(b.control.openDispute(charge)).rejects.toThrow('No such charge');
    const accounts = await Promise.all(
      [a, b].map(({ stripe }) => stripe.accounts.retrieveCurrent()),
    );
    expect(
      new Set([...accounts, await started.stripe.accounts.retrieveCurrent()].map(({ id }) => id))
        .size,
    ).toBe(3);
    await expect(theirs.accounts.retrieve(accounts[0]?.id ?? '')).rejects.toMatchObject(unknown);
    for (const list of [
      theirs.customers.list(),
      theirs.events.list(),
      theirs.charges.list(),
      theirs.webhookEndpoints.list(),
      started.stripe.events.list(),
    ]) {
      expect((await list).data).toEqual([]);
    }
  });

  it('a client secret, shown with the publishable key of another', async () => {
    const intent = await a.stripe.paymentIntents.create(price);
    const shown = { client_secret: intent.client_secret ?? '' };
    expect((await a.browser.paymentIntents.retrieve(intent.id, shown)).id).toBe(intent.id);
    const made = await b.stripe.paymentIntents.create(price);
    const foreign = b.browser.paymentIntents.retrieve(intent.id, shown);
    const never = b.browser.paymentIntents.retrieve('pi_1', { client_secret: 'pi_1_secret_1' });
    const [first, second] = await Promise.all(
      [foreign, never].map((each) => each.catch((error: Stripe.errors.StripeError) => error)),
    );
    expect(first).toMatchObject(unknown);
    expect(second).toMatchObject(unknown);
    const confirm = b.browser.paymentIntents.confirm(intent.id, {
      ...shown,
      payment_method: 'pm_card_visa',
    });
    await expect(confirm).rejects.toMatchObject(unknown);
    expect((await a.stripe.paymentIntents.retrieve(intent.id)).status).toBe(
      'requires_payment_method',
    );
    expect(made.id).not.toBe(intent.id);
  });

  it('a challenge, its address and who may answer it', async () => {
    const intent = await a.stripe.paymentIntents.create({
      ...bought,
      payment_method: 'pm_card_authenticationRequired',
      return_url: 'http://127.0.0.1:1/back',
    });
    const address = intent.next_action?.redirect_to_url?.url ?? '';
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/_world\/a\/3ds\/redirect\/payatt_\w+$/);
    expect((await fetch(address)).headers.get('content-type')).toContain('text/html');
    const id = address.split('/').at(-1) ?? '';
    for (const elsewhere of [b.control, started.control]) {
      await expect(elsewhere.authenticate(id)).rejects.toThrow('404');
    }
    expect((await a.stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_action');
    await a.control.authenticate(id);
    expect((await a.stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
  });

  it('an idempotency key', async () => {
    const options = { idempotencyKey: 'one-key' };
    const first = await a.stripe.paymentIntents.create(bought, options);
    // Other parameters, which in one world would be refused.
    const other = await b.stripe.paymentIntents.create({ ...bought, amount: 100 }, options);
    expect(other.amount).toBe(100);
    expect((await a.stripe.paymentIntents.create(bought, options)).id).toBe(first.id);
    expect((await started.stripe.paymentIntents.create(bought, options)).id).not.toBe(first.id);
    // One under way here is not in use there.
    await a.control.arm({ route: 'POST /v1/customers', kind: 'latency', ms: 300 });
    const slow = a.stripe.customers.create({}, { idempotencyKey: 'slow' });
    await expect(
      (async () => {
        for (;;) await a.stripe.customers.create({}, { idempotencyKey: 'slow' });
      })(),
    ).rejects.toMatchObject({ code: 'idempotency_key_in_use' });
    expect((await b.stripe.customers.create({}, { idempotencyKey: 'slow' })).id).toBeTruthy();
    await slow;
  });

  it('the clock, a fault, what is held, and the requests', async () => {
    const before = (await b.control.health()).now;
    await a.control.advance(86_400);
    expect((await a.control.health()).now - before).toBeGreaterThanOrEqual(86_400_000);
    expect((await b.control.health()).now - before).toBeLessThan(86_400_000);

    await a.control.arm({ route: 'POST /v1/customers', kind: '500', times: 5 });
    await expect(a.stripe.customers.create()).rejects.toMatchObject({ statusCode: 500 });
    await b.stripe.customers.create();
    await started.stripe.customers.create();
    expect(await b.control.faults()).toEqual([]);
    await b.control.disarm();
    expect(await a.control.faults()).toMatchObject([{ times: 4 }]);

    await a.control.disarm();
    await a.control.arm({ route: 'POST /v1/refunds', kind: 'hold' });
    const held = expect(a.stripe.refunds.create({ charge: 'ch_1' })).rejects.toMatchObject({
      code: 'resource_missing',
    });
    await expect.poll(() => a.control.holds()).toHaveLength(1);
    expect(await b.control.endHolds('lost')).toBe(0);
    expect(await a.control.endHolds('arrive')).toBe(1);
    await held;

    expect((await b.control.requests()).map(({ path }) => path)).toEqual(['/v1/customers']);
    await b.control.forgetRequests();
    expect((await a.control.requests()).length).toBeGreaterThan(1);
  });

  it('a snapshot of the same name, and a reset', async () => {
    const kept = await a.stripe.customers.create();
    await a.control.snapshot();
    await expect(b.control.restore()).rejects.toThrow('no snapshot');
    const other = await b.stripe.customers.create();
    await b.control.snapshot();
    await a.control.reset();
    await expect(a.stripe.customers.retrieve(kept.id)).rejects.toMatchObject(unknown);
    expect((await b.stripe.customers.retrieve(other.id)).id).toBe(other.id);
    await a.control.restore();
    expect((await a.stripe.customers.list()).data.map(({ id }) => id)).toEqual([kept.id]);
    expect((await b.stripe.customers.list()).data.map(({ id }) => id)).toEqual([other.id]);
  });

  it('webhooks: endpoints, secrets, mode, deliveries, thin events', async () => {
    const [hereIs, thereIs] = [await receiveWebhooks(), await receiveWebhooks()];
    const all = { enabled_events: ['*' as const] };
    const here = await a.stripe.webhookEndpoints.create({ ...all, url: hereIs.url });
    const there = await b.stripe.webhookEndpoints.create({ ...all, url: thereIs.url });
    expect(here.secret).not.toBe(there.secret);
    await b.control.setWebhooks('hold');
    const mine = await a.stripe.customers.create({ name: 'Ada' });
    await hereIs.waitFor(1);
    await a.control.settle();
    const [{ body, signature } = { body: '', signature: '' }] = hereIs.bodies;
    const event = a.stripe.webhooks.constructEvent(body, signature, here.secret ?? '');
    expect(event.data.object).toMatchObject({ id: mine.id });
    expect(() => b.stripe.webhooks.constructEvent(body, signature, there.secret ?? '')).toThrow();
    expect((await b.control.webhooks()).deliveries).toEqual([]);
    expect((await a.control.health()).webhooks).toBe('deliver');

    await b.stripe.customers.create();
    expect(thereIs.bodies).toHaveLength(0);
    expect(await a.control.release()).toEqual([]);
    expect(await b.control.release()).toHaveLength(1);
    await expect(b.control.send(event.id)).rejects.toThrow('no event');
    expect((await b.control.sendThinEvent()).attempts).toHaveLength(1);
    expect([hereIs.bodies.length, thereIs.bodies.length]).toEqual([1, 2]);
    await Promise.all([hereIs.close(), thereIs.close()]);
  });

  it('what stripe listen hears', async () => {
    const heard = new Map<string, string[]>();
    const sockets = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const { body } = await ask(url, 'POST /v1/stripecli/sessions', '', {
          key: `sk_test_local_${name}`,
        });
        const socket = new WebSocket(String(body.websocket_url));
        heard.set(name, []);
        socket.on('message', (text: Buffer) => heard.get(name)?.push(text.toString()));
        await once(socket, 'open');
        return { socket, secret: body.secret };
      }),
    );
    const { id } = await b.stripe.customers.create();
    await expect.poll(() => heard.get('b')).toHaveLength(2);
    expect(heard.get('b')?.[0]).toContain(id);
    const { id: second } = await a.stripe.customers.create();
    await expect.poll(() => heard.get('a')).toHaveLength(2);
    expect(heard.get('a')?.[0]).toContain(second);
    expect(heard.get('b')).toHaveLength(2);
    expect(sockets[0]?.secret).not.toBe(sockets[1]?.secret);
    for (const { socket } of sockets) socket.terminate();
  });
});

describe('the worlds there are', () => {
  it('are listed, dropped with all they hold, and made anew', async () => {
    const received = await receiveWebhooks();
    const { id: account } = await a.stripe.accounts.retrieveCurrent();
    await a.stripe.webhookEndpoints.create({ url: received.url, enabled_events: ['*'] });
    await a.control.arm({ route: 'POST /v1/refunds', kind: 'hold' });
    const held = a.stripe.refunds.create({ charge: 'ch_1' }, { timeout: 500 });
    const ended = expect(held).rejects.toThrow();
    await expect.poll(() => a.control.holds()).toHaveLength(1);
    await b.stripe.customers.create();
    expect(await started.control.worlds()).toEqual([
      { name: 'a', account, url: `${url}/_world/a` },
      expect.objectContaining({ name: 'b' }),
    ]);
    expect(await started.control.dropWorld('a')).toBe(true);
    expect(await started.control.dropWorld('a')).toBe(false);
    expect((await a.stripe.accounts.retrieveCurrent()).id).not.toBe(account);
    await a.stripe.customers.create();
    expect((await a.control.webhooks()).deliveries).toEqual([]);
    expect((await b.stripe.customers.list()).data).toHaveLength(1);
    expect(received.bodies).toEqual([]);
    await ended;
    await received.close();
  });

  it('are so many and no more, and looking at one makes none', async () => {
    expect((await fetch(`${url}/_world/a/customers`)).status).toBe(404);
    expect((await fetch(`${url}/_world/a/_3ds/payatt_1`)).status).toBe(404);
    expect(await started.control.worlds()).toEqual([]);
    for (let at = 0; at < MOST_WORLDS; at++) await meet(`w${at}`).control.health();
    await expect(a.stripe.customers.create()).rejects.toMatchObject({ statusCode: 400 });
    await expect(a.control.health()).rejects.toThrow('64 worlds at most');
    await started.stripe.customers.create();
    await meet('w1').stripe.customers.create();
    await started.control.dropWorld('w1');
    await a.stripe.customers.create();
  });
});

describe('with a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stripe-local-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('each world has its own beside the default one, and goes on where it was', async () => {
    const dataFile = join(folder, 'stripe.jsonl');
    const first = await startForTest({ dataFile });
    const one = meet('a', first.local.url);
    const customer = await one.stripe.customers.create({}, { idempotencyKey: 'kept' });
    const intent = await one.stripe.paymentIntents.create(bought);
    await meet('b', first.local.url).stripe.customers.create();
    await first.close();
    expect(readdirSync(folder).sort()).toEqual([
      'stripe.jsonl',
      'stripe.jsonl.world-a',
      'stripe.jsonl.world-b',
    ]);

    const second = await startForTest({ dataFile });
    const again = meet('a', second.local.url);
    expect((await second.control.worlds()).map(({ name }) => name)).toEqual(['a', 'b']);
    const replayed = await again.stripe.customers.create({}, { idempotencyKey: 'kept' });
    expect(replayed.id).toBe(customer.id);
    expect((await second.stripe.customers.list()).data).toEqual([]);
    await again.control.advance(5);
    const charge = await again.stripe.charges.retrieve(intent.latest_charge as string);
    expect(charge.balance_transaction).not.toBeNull();
    await second.control.dropWorld('a');
    expect(existsSync(`${dataFile}.world-a`)).toBe(false);
    expect((await again.stripe.customers.list()).data).toEqual([]);
    await second.close();
  });

  it('a request that a dropped world still answers writes nothing any more', async () => {
    const dataFile = join(folder, 'stripe.jsonl');
    const here = await startForTest({ dataFile });
    const one = meet('a', here.local.url);
    await one.control.arm({ route: 'POST /v1/customers', kind: 'latency', ms: 200 });
    const slow = one.stripe.customers.create();
    await expect.poll(() => one.control.faults()).toEqual([]);
    await here.control.dropWorld('a');
    await slow;
    expect(readdirSync(folder)).toEqual(['stripe.jsonl']);
    await here.close();
  });
});
