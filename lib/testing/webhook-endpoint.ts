import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { endpointEvents } from '../webhooks/endpoint-events';
import { receiveWebhook } from '../webhooks/receive';
import type { Shop } from './shop';
import { signatureOf } from './signed-event';

/** The shop's end of the webhooks, which come when Stripe sends them: open until the file's last test. */
export async function openWebhookEndpoint({ stripe }: Shop): Promise<void> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      receiveWebhook(body, signatureOf(body)).then(
        () => response.writeHead(200).end(),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  afterAll(() => new Promise((closed) => server.close(closed)));
  const { port } = server.address() as AddressInfo;
  const events = Object.fromEntries(endpointEvents.map((type, at) => [String(at), type]));
  await stripe.post('webhook_endpoints', {
    url: `http://127.0.0.1:${port}/`,
    enabled_events: events,
  });
}
