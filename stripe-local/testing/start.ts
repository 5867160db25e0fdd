import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { StripeLocalClient } from '../client';
import { startStripeLocal, type StripeLocal, type StripeLocalOptions } from '../server';

export interface Started {
  readonly local: StripeLocal;
  readonly stripe: Stripe;
  readonly control: StripeLocalClient;
  readonly close: () => Promise<void>;
}

/** The real SDK, pointed at a server of its own; it repeats nothing, so a test sees every answer. */
export function sdkFor(
  url: string,
  key = 'sk_test_local',
  options: Stripe.StripeConfig = {},
): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    ...options,
  });
}

export async function startForTest(options: StripeLocalOptions = {}): Promise<Started> {
  const local = await startStripeLocal(options);
  return {
    local,
    stripe: sdkFor(local.url),
    control: new StripeLocalClient(local.url),
    close: () => local.close(),
  };
}

export interface Received {
  readonly url: string;
  readonly bodies: { readonly body: string; readonly signature: string }[];
  /** The status it answers with from now on. */
  answerWith(status: number): void;
  /** Resolves as soon as so many deliveries have come. */
  waitFor(count: number): Promise<void>;
  close(): Promise<void>;
}

/** An endpoint that writes down what it is sent. */
export async function receiveWebhooks(): Promise<Received> {
  const bodies: Received['bodies'] = [];
  const waiting: { count: number; done: () => void }[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const signature = String(request.headers['stripe-signature']);
      bodies.push({ body: Buffer.concat(parts).toString(), signature });
      response.writeHead(status).end();
      for (const { count, done } of waiting) if (bodies.length >= count) done();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    bodies,
    answerWith: (next) => {
      status = next;
    },
    waitFor: (count) =>
      bodies.length >= count
        ? Promise.resolve()
        : new Promise((done) => waiting.push({ count, done })),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
