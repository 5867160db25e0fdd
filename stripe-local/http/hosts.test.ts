import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Started, startForTest } from '../testing/start';
import { LARGEST_BODY } from './read-body';

let started: Started;
let port: number;
beforeAll(async () => {
  started = await startForTest();
  port = Number(new URL(started.local.url).port);
});
afterAll(() => started.close());

/** A request as it goes over the wire, `Host` and all, which fetch would not send. Gives the first line's status. */
async function say(lines: readonly string[], body = ''): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  // A server that has answered and closed may still be written to.
  socket.on('error', () => socket.destroy());
  let heard = '';
  socket.on('data', (part: Buffer) => (heard += part.toString()));
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  await once(socket, 'close');
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0);
}

const get = (path: string, host: string, ...more: string[]): Promise<number> =>
  say([`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...more]);

const everywhere = [
  '/',
  '/tools',
  '/dashboard.css',
  '/_local/health',
  '/_local/requests',
  '/v1/customers',
  '/js/stripe.js',
  '/elements/payment.html',
  '/_3ds/none',
  '/stripecli/subscribe',
];

describe('a name that is not of this machine', () => {
  it.each([
    'evil.example',
    'evil.example:4242',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:127.0.0.1',
    '10.0.0.1',
    '127.1',
    '0.0.0.0',
    '[::2]',
    'localhost@evil.example',
    'localhost, evil.example',
    '',
  ])('is answered nowhere: "%s"', async (host) => {
    for (const path of everywhere) expect(await get(path, host), path).toBe(403);
  });

  it('commands nothing either, nor asks beforehand', async () => {
    const host = 'Host: evil.example';
    for (const path of ['/_local/reset', '/act/fault', '/v1/customers', '/_3ds/x/complete']) {
      const length = 'Content-Length: 0';
      expect(await say([`POST ${path} HTTP/1.1`, host, length, 'Connection: close'])).toBe(403);
      expect(await say([`OPTIONS ${path} HTTP/1.1`, host, 'Connection: close'])).toBe(403);
    }
  });

  it('opens no socket', async () => {
    const { url } = started.local;
    const open = async (headers: Record<string, string>): Promise<string> => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/stripecli/subscribe`, { headers });
      return new Promise((done) => {
        socket.on('open', () => {
          socket.terminate();
          done('open');
        });
        socket.on('error', ({ message }) => done(message));
      });
    };
    expect(await open({})).toBe('open');
    expect(await open({ host: 'evil.example' })).toContain('403');
    expect(await open({ origin: 'https://evil.example' })).toContain('403');
    expect(await open({ origin: 'null' })).toContain('403');
  });
});

it.each([
  'localhost',
  'LOCALHOST:4242',
  '127.0.0.1',
  '127.0.0.1:1',
  '127.8.9.1:4242',
  '[::1]',
  '[::1]:80',
])('the name %s is of this machine', async (host) => {
  expect(await get('/_local/health', host)).toBe(200);
});

describe('a page of elsewhere', () => {
  it.each(['https://evil.example', 'null', 'http://localhost.evil.example', 'file://', 'http://'])(
    'controls nothing: %s',
    async (origin) => {
      const { url, world } = started.local;
      const before = world.clock.now();
      const ask = (path: string, method: string, body?: string) =>
        fetch(url + path, { method, headers: { origin }, ...(body && { body }) });
      for (const [path, method] of [
        ['/_local/reset', 'POST'],
        ['/_local/requests', 'GET'],
        ['/v1/customers', 'GET'],
        ['/v1/customers', 'POST'],
        ['/_3ds/none/complete', 'POST'],
        ['/act/disarm', 'POST'],
        ['/tools', 'GET'],
      ] as const) {
        const answer = await ask(path, method);
        expect(answer.status, path).toBe(404);
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        expect(await answer.text()).toContain('Nothing here');
      }
      expect((await ask('/act/advance', 'POST', 'seconds=86400')).status).toBe(404);
      expect(world.clock.now() - before).toBeLessThan(86_400);
      expect((await ask('/_local/reset', 'OPTIONS')).status).toBe(403);
    },
  );
});

describe('a body', () => {
  const roads = ['/v1/customers', '/_local/faults', '/act/fault', '/_local/reset', '/nowhere'];

  it.each(roads)('larger than any is refused, said beforehand or not: %s', async (path) => {
    const { url } = started.local;
    const head = [`POST ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`];
    // Not one byte of it comes.
    expect(await say([...head, `Content-Length: ${LARGEST_BODY + 1}`])).toBe(413);
    const streamed = new Blob(['x'.repeat(LARGEST_BODY + 1)]).stream();
    const answer = await fetch(url + path, {
      method: 'POST',
      body: streamed,
      headers: { authorization: 'Bearer sk_test_local' },
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
  });

  it('that is no JSON commands nothing', async () => {
    const { url } = started.local;
    for (const body of ['{', '[1', '"text"', 'null', '\0']) {
      const answer = await fetch(`${url}/_local/faults`, { method: 'POST', body });
      expect(answer.status, body).toBe(400);
    }
  });

  it('whose length is none, or two, is refused', async () => {
    const head = ['POST /v1/customers HTTP/1.1', `Host: 127.0.0.1:${port}`];
    for (const more of [
      ['Content-Length: x'],
      ['Content-Length: -1'],
      ['Content-Length: 1', 'Content-Length: 2'],
      ['Content-Length: 1', 'Transfer-Encoding: chunked'],
    ]) {
      expect(await say([...head, ...more])).toBe(400);
    }
  });
});

it.each(['//', '//[', 'http://['])('an address that is none is answered: %s', async (path) => {
  expect(await get(path, '127.0.0.1')).toBe(400);
});
