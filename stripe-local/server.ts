import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api, type ApiAnswer } from './api/answer';
import { Router } from './api/router';
import { handleBrowserRequest } from './browser/routes';
import { answerControl } from './control/control';
import { failEarly, failLate } from './control/fault-effects';
import { Faults } from './control/faults';
import { redacted, SeenRequests } from './control/requests';
import { answerDashboard } from './dashboard/dashboard';
import { onDebitJobs } from './resources/bank-debits';
import { onDisputeJobs } from './resources/disputes';
import { onRefundJobs } from './resources/refunds';
import { routes } from './resources/routes';
import { answerChallenge, viewChallenge } from './resources/three-d-secure';
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
/** Bodies are forms; anything this large is a mistake. */
const LARGEST_BODY = 1024 * 1024;

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
  const allowed = allowOrigin(request, response);
  if (request.method === 'OPTIONS') {
    response.writeHead(allowed ? 204 : 403).end();
    return;
  }
  const own = request.headers.origin === undefined || allowed;
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

/** Pages on this machine may call; a page from elsewhere that was opened here may not. */
function allowOrigin(request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers;
  if (!origin || !/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-methods', 'GET, POST, DELETE, OPTIONS');
  response.setHeader(
    'access-control-allow-headers',
    request.headers['access-control-request-headers'] ?? 'authorization, content-type',
  );
  response.setHeader('access-control-expose-headers', 'request-id');
  response.setHeader('access-control-max-age', '300');
  response.setHeader('vary', 'origin');
  return true;
}

async function answerApi(
  running: Running,
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
): Promise<void> {
  const body = await readBody(request);
  const method = request.method ?? 'GET';
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? '' : target.slice(mark + 1);
  const asked = { method, path, query, body, headers: request.headers };
  const fault = running.faults.take(method, path);
  const early = fault && (await failEarly(running, request, response, fault, asked));
  if (early === 'done') return;
  const answered = early ?? running.api.answer(asked);
  running.world.commit();
  const key = request.headers['idempotency-key'];
  running.requests.add({
    at: running.world.clock.now(),
    method,
    path,
    key: answered.key,
    idempotencyKey: typeof key === 'string' ? key : null,
    status: answered.status,
    requestId: answered.headers['request-id'] ?? '',
    body: redacted(body || query),
  });
  if (fault && failLate(request, response, fault, answered)) return;
  send(response, answered);
}

function send(response: ServerResponse, answered: ApiAnswer): void {
  const body = JSON.stringify(answered.body);
  response.writeHead(answered.status, {
    ...answered.headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-cache, no-store',
  });
  response.end(body);
}

function answerThreeDSecure(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): void {
  const [, , id = '', step] = url.pathname.split('/');
  const answering = request.method === 'POST' && (step === 'complete' || step === 'fail');
  const view = answering
    ? answerChallenge(world, id, step === 'complete')
    : viewChallenge(world, id);
  world.commit();
  if (view) sendJson(response, 200, view);
  else sendJson(response, 404, { error: { message: `No such challenge: ${id}` } });
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((done, failed) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= LARGEST_BODY) parts.push(part);
    });
    request.on('end', () => done(parts.length ? Buffer.concat(parts).toString() : ''));
    request.on('error', failed);
  });
}

// Our own mistake, told as Stripe tells of its own.
function crashed(response: ServerResponse, error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  if (response.headersSent) response.destroy();
  else sendJson(response, 500, { error: { type: 'api_error', message: 'stripe-local failed' } });
}
