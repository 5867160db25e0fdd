import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { beginClick, untilNoClick } from '../../lib/clicks.mjs';
import { countClicks } from '../../lib/server/clicks-first.mjs';
import { standAtTheDoor, readWithinMs } from './at-the-door.mjs';

/** Until when an answer to `/held` is kept back, and whether one is. */
let held = Promise.resolve();
let isHeld = false;

const server = createServer(async (request, response) => {
  // As whoever reads a body does: it ends, or its sender is gone.
  await request.toArray().catch(() => []);
  if (request.url === '/held') {
    isHeld = true;
    await held;
  }
  response.end('read');
});

beforeAll(async () => {
  countClicks();
  standAtTheDoor(100);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

async function send(text) {
  const socket = connect(server.address().port, '127.0.0.1');
  let heard = '';
  socket.on('data', (part) => (heard += part));
  socket.write(text);
  await once(socket, 'close');
  return heard;
}

describe('a request that does not come to its end', () => {
  it.each([
    ['in its first line', 'POST / HT'],
    ['in its head', 'POST / HTTP/1.1\r\nHost: x\r\n'],
    ['in its body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc'],
    [
      'between two chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n',
    ],
  ])('%s is over by itself', async (_, text) => {
    expect(await send(text)).toMatch(/^HTTP\/1\.1 408 /);
  });
});

it('one that does is answered, and its connection is kept for the next', async () => {
  const one = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc';
  const last = one.replace('Host', 'Connection: close\r\nHost');
  expect((await send(one + last)).match(/HTTP\/1\.1 200/g)).toHaveLength(2);
});

it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])('nothing answers %s', async (method) => {
  const heard = await send(`${method} / HTTP/1.1\r\nHost: x\r\n\r\n`);
  expect(heard).toMatch(/^HTTP\/1\.1 405 /);
  expect(heard).toMatch(/^allow: GET, HEAD, POST\r$/m);
});

it('a body that says that it is too large is not waited for', async () => {
  const head = (length) => `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`;
  expect(await send(head(1024 * 1024 + 1))).toMatch(/^HTTP\/1\.1 413 /);
  expect(await send(head('9'.repeat(15)))).toMatch(/^HTTP\/1\.1 413 /);
  const body = 'x'.repeat(1024 * 1024);
  const kept = head(body.length).replace('Host', 'Connection: close\r\nHost');
  expect(await send(kept + body)).toMatch(/^HTTP\/1\.1 200 /);
});

describe('what Stripe tells', () => {
  /** On a machine that is busy a tenth of a second is over before anything has happened. */
  const stopTheClock = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  afterEach(() => void vi.useRealTimers());

  const ask = (method, path) =>
    fetch(`http://127.0.0.1:${server.address().port}${path}`, {
      method,
      body: method === 'GET' ? null : '{}',
    });

  it('comes after the click that is under way, and all else goes on', async () => {
    stopTheClock();
    const endClick = beginClick();
    let isTold = false;
    const told = ask('POST', '/api/stripe/webhook').then(() => (isTold = true));
    for (const [method, path] of [
      ['POST', '/wallet'],
      ['GET', '/'],
      ['POST', '/api/csp-reports'],
    ]) {
      expect((await ask(method, path)).status, path).toBe(200);
    }
    expect(isTold).toBe(false);
    endClick();
    await told;
  });

  it('waits for no click that takes long', async () => {
    const endClick = beginClick();
    expect((await ask('POST', '/api/stripe/webhook')).status).toBe(200);
    endClick();
  });

  it('a click is under way until it is answered', async () => {
    stopTheClock();
    let answer = () => {};
    held = new Promise((resolve) => (answer = resolve));
    const click = ask('POST', '/held');
    while (!isHeld) await new Promise(setImmediate);
    let isQuiet = false;
    const quiet = untilNoClick().then(() => (isQuiet = true));
    await new Promise(setImmediate);
    expect(isQuiet).toBe(false);
    answer();
    await (await click).text();
    await quiet;
  });
});

it('a wrong setting is refused', () => {
  expect(readWithinMs(undefined)).toBeUndefined();
  expect(readWithinMs('')).toBeUndefined();
  expect(readWithinMs('200')).toBe(200);
  for (const wrong of ['0', '-1', 'x', '1e3', '30001', '999999']) {
    expect(() => readWithinMs(wrong)).toThrow(/REQUEST_WITHIN_MS/);
  }
});
