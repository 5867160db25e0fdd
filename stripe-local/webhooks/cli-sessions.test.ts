import { request } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ask } from '../testing/ask';
import { type Started, startForTest } from '../testing/start';

let started: Started;
let closed = false;
beforeEach(async () => {
  started = await startForTest();
  closed = false;
});
afterEach(async () => {
  if (!closed) await started.close();
});

interface Session {
  readonly secret: string;
  readonly websocket_url: string;
  readonly websocket_authorized_feature: string;
}

const open = async (): Promise<Session> => {
  const { body } = await ask(started.local.url, 'POST /v1/stripecli/sessions');
  return body as unknown as Session;
};

async function listen(): Promise<{ socket: WebSocket; secret: string }> {
  const { websocket_url: url, websocket_authorized_feature: feature, secret } = await open();
  const socket = new WebSocket(url, [`stripecli-devproxy-v1`], {
    headers: { 'websocket-authorized-feature': feature },
  });
  await once(socket, 'open');
  return { socket, secret };
}

const nextMessage = async (socket: WebSocket): Promise<string> => {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return data.toString();
};

it('tells a listener of an event, signed, however long it is', async () => {
  const { socket, secret } = await listen();
  expect(socket.protocol).toBe('stripecli-devproxy-v1');
  const told = nextMessage(socket);
  const metadata = Object.fromEntries(
    Array.from({ length: 50 }, (_, at) => [`note${at}`, 'x'.repeat(500)]),
  );
  await started.stripe.customers.create({ metadata, description: 'é'.repeat(40_000) });
  const { event_payload: payload, http_headers: headers } = JSON.parse(await told) as {
    event_payload: string;
    http_headers: Record<string, string>;
  };
  const signature = headers['Stripe-Signature'] ?? '';
  const event = started.stripe.webhooks.constructEvent(payload, signature, secret);
  expect(event).toMatchObject({ type: 'customer.created', data: { object: { metadata } } });
  socket.terminate();
});

it('answers a ping, takes a message in parts, and goes on', async () => {
  const { socket } = await listen();
  const pong = once(socket, 'pong');
  socket.ping('still there');
  expect(String((await pong)[0])).toBe('still there');
  socket.send('{"type":', { fin: false });
  socket.send('"event_ack"}', { fin: true });
  const told = nextMessage(socket);
  await started.stripe.customers.create();
  expect(await told).toContain('customer.created');
  socket.terminate();
});

it('ends while somebody listens, and one who went before is forgotten', async () => {
  const { socket } = await listen();
  const { socket: gone } = await listen();
  gone.terminate();
  const goodbye = once(socket, 'close');
  closed = true;
  await started.close();
  await goodbye;
});

it.each([
  ['a handshake without a key', '/stripecli/subscribe', {}],
  ['another path', '/elsewhere', { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }],
])('refuses %s', async (_, path, headers) => {
  const asked = request(started.local.url + path, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      ...headers,
    },
  }).end();
  const [response] = (await Promise.race([once(asked, 'response'), once(asked, 'upgrade')])) as [
    { statusCode: number },
  ];
  expect(response.statusCode).toBe(400);
});
