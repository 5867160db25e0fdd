import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api } from './api/answer';
import { Router } from './api/router';
import { handleBrowserRequest } from './browser/routes';
import { answerControl } from './control/control';
import { Faults } from './control/faults';
import { Holds } from './control/holds';
import { SeenRequests } from './control/requests';
import { answerDashboard } from './dashboard/dashboard';
import { answerApi } from './http/answer-api';
import { answerThreeDSecure } from './http/answer-challenge';
import { allowOrigin, isOwnOrigin } from './http/origins';
import { isOwnHost } from './http/own-host';
import { BodyTooLarge, readBody } from './http/read-body';
import { onDebitJobs } from './resources/bank/bank-debits';
import { onDisputeJobs } from './resources/charges/disputes';
import { onRefundJobs } from './resources/charges/refunds';
import { routes } from './resources/routes';
import { type Running, sendJson } from './running';
import { World, type WorldOptions } from './state/world';
import { CliSessions } from './webhooks/cli-sessions';
import { Deliveries } from './webhooks/deliveries';

export interface StripeLocal {
  readonly url: string;
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
  const world = new World(options);
  onDebitJobs(world);
  onDisputeJobs(world);
  onRefundJobs(world);
  const deliveries = new Deliveries(world);
  const cli = new CliSessions(world);
  const running: Running = {
    world,
    api: new Api(world, new Router([...routes, cli.route])),
    deliveries,
    faults: new Faults(),
    holds: new Holds(),
    requests: new SeenRequests(),
  };
  const server = createServer((request, response) => {
    answer(running, request, response).catch((error: unknown) => crashed(response, error));
  });
  // Stripe keeps connections open; a client that reuses one must not find it closing.
  server.keepAliveTimeout = 65_000;
  cli.listenOn(server);
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  world.baseUrl = `http://${LOOPBACK}:${port}`;
  return {
    url: world.baseUrl,
    world,
    deliveries: running.deliveries,
    close: async () => {
      cli.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await running.deliveries.close();
      world.close();
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

async function answer(
  running: Running,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = request.url ?? '/';
  if (!isOwnHost(request.headers.host)) {
    refuse(response, 403, 'stripe-local answers to this machine only: localhost, 127.0.0.1, [::1]');
    return;
  }
  if (!URL.canParse(target, running.world.baseUrl)) {
    refuse(response, 400, 'This is no address.');
    return;
  }
  const allowed = allowOrigin(request, response);
  if (request.method === 'OPTIONS') {
    response.writeHead(allowed ? 204 : 403).end();
    return;
  }
  const own = isOwnOrigin(request.headers.origin);
  if (target.startsWith('/v1/') && own) {
    await answerApi(running, request, response, target);
    return;
  }
  const url = new URL(target, running.world.baseUrl);
  if (await handleBrowserRequest(request, response, url)) return;
  if (url.pathname.startsWith('/_3ds/') && own) {
    answerThreeDSecure(running.world, request, response, url);
    return;
  }
  if (url.pathname.startsWith('/_local/') && own) {
    await answerControl(running, request, response, url, await readBody(request));
    return;
  }
  if (own) {
    const { referer: from } = request.headers;
    const body = await readBody(request);
    const asked = { method: request.method ?? 'GET', path: url.pathname, body, from };
    if (await answerDashboard(running, asked, response)) return;
  }
  sendJson(response, 404, { error: { message: `Nothing here: ${url.pathname}` } });
}

/** The connection goes too: what was not read of a body would be taken for the next request. */
function refuse(response: ServerResponse, status: number, message: string): void {
  response.setHeader('connection', 'close');
  sendJson(response, status, { error: { type: 'invalid_request_error', message } });
}

// Our own mistake, told as Stripe tells of its own.
function crashed(response: ServerResponse, error: unknown): void {
  if (error instanceof BodyTooLarge && !response.headersSent) {
    refuse(response, 413, 'The body is larger than any that Stripe is sent.');
    return;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  if (response.headersSent) response.destroy();
  else sendJson(response, 500, { error: { type: 'api_error', message: 'stripe-local failed' } });
}
