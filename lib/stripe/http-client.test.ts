import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import Stripe from 'stripe';
import { afterEach, describe, expect, it } from 'vitest';
import { connectingWithin, punctualHttpClient } from './http-client';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

async function serve(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

const failure = async (request: http.ClientRequest): Promise<string> => {
  const [error] = (await once(request.end(), 'error').catch((thrown: unknown) => [thrown])) as [
    Error,
  ];
  return error.message;
};

describe('a connection', () => {
  it('that does not come about is given up', async () => {
    // A name that is never found stands for a host that never answers: neither gets a socket connected.
    const agent = connectingWithin(30, new http.Agent());
    const request = http.request({ host: 'stripe.invalid', agent, lookup: () => undefined });
    expect(await failure(request)).toBe('no connection within 30 ms');
  });

  it('counts as one only when its TLS is there', async () => {
    const port = await serve((socket) => socket.resume());
    const agent = connectingWithin(30, new https.Agent());
    expect(await failure(https.request({ host: '127.0.0.1', port, agent }))).toBe(
      'no connection within 30 ms',
    );
  });

  it('that is there waits for its answer as long as it takes', async () => {
    const port = await serve((socket) =>
      socket.once('data', () =>
        setTimeout(() => socket.end('HTTP/1.1 204 No Content\r\n\r\n'), 60),
      ),
    );
    const agent = connectingWithin(30, new http.Agent());
    const [response] = (await once(
      http.request({ host: '127.0.0.1', port, agent }).end(),
      'response',
    )) as [http.IncomingMessage];
    expect(response.statusCode).toBe(204);
  });
});

describe('what the SDK sends through', () => {
  const ask = (port: number, timeout: number) =>
    punctualHttpClient('http').makeRequest(
      '127.0.0.1',
      String(port),
      '/v1/account',
      'GET',
      {},
      '',
      'http',
      timeout,
    );

  it('has the SDK send once, also when the connection is reset', async () => {
    let connections = 0;
    const port = await serve((socket) => {
      connections++;
      socket.once('data', () => socket.resetAndDestroy());
    });
    const stripe = new Stripe('sk_test_x', {
      ...{ host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 },
      httpClient: punctualHttpClient('http'),
    });
    const asked = stripe.accounts.retrieveCurrent();
    await expect(asked).rejects.toMatchObject({ type: 'StripeConnectionError' });
    expect(connections).toBe(1);
  });

  it('waits as long as it is told to', async () => {
    const port = await serve((socket) => socket.resume());
    await expect(ask(port, 40)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('says at once that nobody listens', async () => {
    const port = await serve(() => undefined);
    await new Promise((done) => servers.splice(0)[0]?.close(done));
    await expect(ask(port, 10_000)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
