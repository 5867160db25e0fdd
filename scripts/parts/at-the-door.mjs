import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';
import { afterClicks } from '../../lib/server/clicks-first.mjs';

/**
 * In ms. Our longest body is a megabyte, which a slow telephone sends in half of that; forms are a few kB. Whoever takes
 * longer holds a place that others wait for. Node's own are five minutes and one.
 */
const REQUEST_WITHIN_MS = 30_000;
const HEADERS_WITHIN_MS = 15_000;
// Node looks this often whether one is over: its own 30 s would double the deadline.
const LOOK_EVERY_MS = 1_000;

/** In bytes. As lib/server/body-fault.ts has it, which counts where no length is said. */
const LARGEST_BODY = 1024 * 1024;

/** Nothing of ours answers another one; Next fails at some, shows pages to others, and tells of routes by OPTIONS. */
const METHODS = ['GET', 'HEAD', 'POST'];

/**
 * What is settled about a request before Next is asked, for every HTTP server that this process is about to start:
 * - it comes to its end in time, or Node answers 408 and closes the connection;
 * - a body that says itself that it is too large is answered 413 before it comes, whoever it is for: Next would take in
 *   all of it first;
 * - another method than ours is answered 405;
 * - what Stripe tells comes after the clicks that are under way.
 *
 * Next makes its server itself and hands it to nobody; Node tells of it on a channel that is documented.
 * @param {number} [withinMs] for tests, which wait for the end
 */
export function standAtTheDoor(withinMs = REQUEST_WITHIN_MS) {
  subscribe('tracing:net.server.listen:asyncStart', (message) => {
    const { server } = /** @type {{ server: unknown }} */ (message);
    if (!(server instanceof Server)) return;
    server.requestTimeout = withinMs;
    server.headersTimeout = Math.min(HEADERS_WITHIN_MS, withinMs);
    // Read when it has begun to listen, which it is about to.
    Object.assign(server, { connectionsCheckingInterval: Math.min(LOOK_EVERY_MS, withinMs) });
    answerFirst(server);
  });
}

/** @param {Server} server */
function answerFirst(server) {
  const behind = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const refusal = refusalOf(request);
    if (refusal === null) {
      afterClicks(request, () => {
        for (const listener of behind) listener.call(server, request, response);
      });
      return;
    }
    // What is still under way of the body would be taken for the next request.
    response.writeHead(refusal, {
      connection: 'close',
      'content-length': 0,
      ...(refusal === 405 && { allow: METHODS.join(', ') }),
    });
    response.end();
  });
}

/** @param {import('node:http').IncomingMessage} request */
function refusalOf({ method = '', headers }) {
  if (!METHODS.includes(method)) return 405;
  return Number(headers['content-length'] ?? 0) > LARGEST_BODY ? 413 : null;
}

/** @param {string | undefined} text a setting; a wrong one keeps the server from starting */
export function readWithinMs(text) {
  if (!text) return undefined;
  if (/^\d{2,5}$/.test(text) && Number(text) <= REQUEST_WITHIN_MS) return Number(text);
  throw new Error(
    `REQUEST_WITHIN_MS must be a number of milliseconds, ${REQUEST_WITHIN_MS} at most`,
  );
}
