import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, crashed } from './http/answer';
import type { World, WorldOptions } from './state/world';
import { listenForCli } from './webhooks/cli-sessions';
import type { Deliveries } from './webhooks/deliveries';
import { Worlds } from './worlds/worlds';

export interface StripeLocal {
  readonly url: string;
  /** The default world, and its deliveries. */
  readonly world: World;
  readonly deliveries: Deliveries;
  close(): Promise<void>;
}

export interface StripeLocalOptions extends WorldOptions {
  readonly port?: number;
}

/** Only this machine reaches it: it holds test data and obeys anybody who asks. */
const LOOPBACK = '127.0.0.1';

export async function startStripeLocal(options: StripeLocalOptions = {}): Promise<StripeLocal> {
  const worlds = new Worlds(options);
  const server = createServer((request, response) => {
    answer(worlds, request, response).catch((error: unknown) => crashed(response, error));
  });
  // Stripe keeps connections open; a client that reuses one must not find it closing.
  server.keepAliveTimeout = 65_000;
  listenForCli(server, (name) => worlds.find(name)?.cli);
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  worlds.listenAt(`http://${LOOPBACK}:${port}`);
  const { world, deliveries } = worlds.main;
  return {
    url: world.baseUrl,
    world,
    deliveries,
    close: async () => {
      for (const { cli } of worlds.all()) cli.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await worlds.close();
    },
  };
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((ready, failed) => {
    server.once('error', failed);
    server.listen(port, LOOPBACK, () => {
      server.off('error', failed);
      ready();
    });
  });
