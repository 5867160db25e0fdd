import type { IncomingMessage, ServerResponse } from 'node:http';
import { handleBrowserRequest } from '../browser/routes';
import { answerControl } from '../control/control';
import { answerWorlds } from '../control/worlds';
import { answerDashboard } from '../dashboard/dashboard';
import { sendJson } from '../running';
import { worldOfPath } from '../worlds/names';
import { TooManyWorlds, type Worlds } from '../worlds/worlds';
import { answerApi } from './answer-api';
import { answerThreeDSecure } from './answer-challenge';
import { allowOrigin, isOwnOrigin } from './origins';
import { isOwnHost } from './own-host';
import { BodyTooLarge, readBody } from './read-body';

/**
 * Answers one request. To /v1 its key says which world it is for; everything else says it in its address, and is for
 * the default world where it says nothing.
 */
export async function answer(
  worlds: Worlds,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { name, path: target } = worldOfPath(request.url ?? '/');
  const { baseUrl } = worlds.main.world;
  if (!isOwnHost(request.headers.host)) {
    refuse(response, 403, 'stripe-local answers to this machine only: localhost, 127.0.0.1, [::1]');
    return;
  }
  if (!URL.canParse(target, baseUrl)) {
    refuse(response, 400, 'This is no address.');
    return;
  }
  const allowed = allowOrigin(request, response);
  if (request.method === 'OPTIONS') {
    response.writeHead(allowed ? 204 : 403).end();
    return;
  }
  const own = isOwnOrigin(request.headers.origin);
  // Stripe's API has no address of a world's own: a key would have to agree with it.
  if (target.startsWith('/v1/') && own && name === null) {
    await answerApi(worlds, request, response, target);
    return;
  }
  const url = new URL(target, baseUrl);
  if (await handleBrowserRequest(request, response, url)) return;
  if (own && (await answerOwn(worlds, name, request, response, url))) return;
  sendJson(response, 404, { error: { message: `Nothing here: ${url.pathname}` } });
}

/** What only this machine's own pages and programs may ask. False where there is no such thing. */
async function answerOwn(
  worlds: Worlds,
  name: string | null,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> {
  if (name === null && /^\/_local\/worlds(\/|$)/.test(url.pathname)) {
    await answerWorlds(worlds, request, response, url.pathname);
    return true;
  }
  if (url.pathname.startsWith('/_local/')) {
    const body = await readBody(request);
    await answerControl(worlds.open(name), request, response, url, body);
    return true;
  }
  // Looking at a world that nobody made makes none.
  const running = worlds.find(name);
  if (!running) return false;
  if (url.pathname.startsWith('/_3ds/')) {
    answerThreeDSecure(running.world, request, response, url);
    return true;
  }
  const { referer: from } = request.headers;
  const body = await readBody(request);
  const asked = { method: request.method ?? 'GET', path: url.pathname, body, from };
  return answerDashboard(running, worlds.others(), asked, response);
}

/** The connection goes too: what was not read of a body would be taken for the next request. */
function refuse(response: ServerResponse, status: number, message: string): void {
  response.setHeader('connection', 'close');
  sendJson(response, status, { error: { type: 'invalid_request_error', message } });
}

/** Our own mistake is told as Stripe tells of its own. */
export function crashed(response: ServerResponse, error: unknown): void {
  if (error instanceof BodyTooLarge && !response.headersSent) {
    refuse(response, 413, 'The body is larger than any that Stripe is sent.');
    return;
  }
  // Not a 429: a client would try that again, and be refused again.
  if (error instanceof TooManyWorlds) {
    refuse(response, 400, error.message);
    return;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  if (response.headersSent) response.destroy();
  else sendJson(response, 500, { error: { type: 'api_error', message: 'stripe-local failed' } });
}
