import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedHeaders } from '../fixed-headers.mjs';
import { cleanAddress, guardEveryAnswer } from './every-answer.mjs';

describe('an address', () => {
  it.each([
    ['/orders/x/return/?payment_intent_client_secret=pi_1_secret_2', '/orders/x/return/'],
    ['/x?a=1&setup_intent_client_secret=seti_1_secret_2&b=2', '/x?a=1&b=2'],
    ['/x?Payment%5Fintent%5Fclient%5Fsecret=y', '/x'],
    ['/x?next=/orders%3Fsource_client_secret%3Dsrc', '/x'],
    ['/x?anything=pi_1_secret_2?', '/x'],
    ['//x?payment_intent_client_secret=y', '//x'],
  ])('loses client secrets: %s', (address, clean) => expect(cleanAddress(address)).toBe(clean));

  it.each([
    ['/prints/../wallet?a=..', '/wallet?a=..'],
    ['/prints/%2e%2E/wallet', '/wallet'],
    ['/../../x/./y', '/x/y'],
    ['//elsewhere.example/../x', '//x'],
  ])('loses dots: %s', (address, clean) => expect(cleanAddress(address)).toBe(clean));

  it('stays as it is otherwise', () => {
    for (const same of ['/', '/x/?a=%20&&b', '/x.y/..z?token=1', '*', 'http://shop/../x', '/?']) {
      expect(cleanAddress(same)).toBe(same === '/?' ? '/' : same);
    }
  });

  it('never leaves the shop by it, nor holds a secret', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('/', '..', '.', '%2e', '\\', '?', '#', 'x', '_secret_', '&')),
        (parts) => {
          const clean = cleanAddress(`/${parts.join('')}`);
          expect(clean.startsWith('/')).toBe(true);
          expect(cleanAddress(clean)).toBe(clean);
          expect(clean.split('?').slice(1).join('')).not.toContain('_secret_');
        },
      ),
    ));
});

describe('every answer of a server', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    guardEveryAnswer();
    guardEveryAnswer();
    server = createServer((request, response) => {
      if (request.url === '/own') response.setHeader('content-security-policy', 'of the page');
      response.writeHead(200, { 'content-type': 'text/plain' }).end(request.url);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => void server.close());

  const say = async (request: string) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(request);
    return text(socket);
  };

  it.each([
    ['of Node’s, where it is no HTTP', 'NONSENSE\r\n\r\n', 400],
    ['of Node’s, without a host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['of Node’s, with too many headers', `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
    ['of anybody’s', 'GET /x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 200],
  ])('has the headers: %s', async (_what, request, status) => {
    const answer = (await say(request)).toLowerCase();
    expect(answer).toContain(`http/1.1 ${status} `);
    for (const [name, value] of Object.entries(fixedHeaders)) {
      expect(answer).toContain(`${name}: ${value}\r\n`.toLowerCase());
    }
    expect(answer.split('content-security-policy: ')).toHaveLength(2);
  });

  it('has the page’s policy instead, where there is one', async () => {
    const answer = await say('GET /own HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(answer).toContain('content-security-policy: of the page\r\n');
    expect(answer).not.toContain("'none'");
  });
});
