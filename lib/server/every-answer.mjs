import { subscribe } from 'node:diagnostics_channel';
import { STATUS_CODES } from 'node:http';
import { fixedHeaders, POLICY_OF_NO_PAGE } from '../fixed-headers.mjs';

const KEY = Symbol.for('cardkeep.every-answer');
const holder = /** @type {Record<symbol, true | undefined>} */ (
  /** @type {unknown} */ (globalThis)
);

const headers = Object.entries({ ...fixedHeaders, 'content-security-policy': POLICY_OF_NO_PAGE });

/**
 * Puts the fixed headers on every answer of this process, before anybody has decided what it will be: pages, files,
 * redirects, and what Next and Node refuse by themselves. Once per process.
 *
 * It also cleans the addresses of requests: see `cleanAddress`.
 */
export function guardEveryAnswer() {
  if (holder[KEY]) return;
  holder[KEY] = true;
  subscribe('http.server.request.start', (message) => {
    const { request, response } = /** @type {Exchange} */ (message);
    for (const [name, value] of headers) response.setHeader(name, value);
    request.url = cleanAddress(request.url ?? '/');
  });
  // What is no HTTP is answered by Node without a request ever being there.
  const known = new WeakSet();
  subscribe('net.server.socket', (message) => {
    const { server } = /** @type {{ socket: { server?: import('node:http').Server } }} */ (message)
      .socket;
    if (!server || known.has(server) || !('requestTimeout' in server)) return;
    known.add(server);
    server.on('clientError', refuse);
  });
}

/** @typedef {{ request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse }} Exchange */

/**
 * The address of a request as all of us shall see it.
 * - Without client secrets. Stripe puts them there when it sends a buyer back; nothing of ours reads them, and
 *   whoever redirects would carry them along.
 * - Without `.` and `..`, as browsers send it: the middleware resolves them and Next's router does not, so that the
 *   one would judge another path than the other serves.
 * @param {string} address path and query
 * @returns {string}
 */
export function cleanAddress(address) {
  const [path = '', ...rest] = address.split('?');
  const query = withoutClientSecrets(rest.join('?'));
  return `${withoutDots(path)}${query === '' ? '' : `?${query}`}`;
}

/** @param {string} query */
const withoutClientSecrets = (query) =>
  query
    .split('&')
    .filter((part) => !/client_secret|_secret_/i.test(readable(part)))
    .join('&');

const DOTS = /\/(?:\.|%2e){1,2}(?:\/|$)/i;

/** @param {string} path */
const withoutDots = (path) =>
  path.startsWith('/') && DOTS.test(path) ? new URL(`http://host${path}`).pathname : path;

/** @param {string} part */
function readable(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** As Node would refuse it. Source: `socketOnError` in Node's lib/_http_server.js */
const STATUS_OF = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);

/**
 * @param {Error & { code?: string }} error
 * @param {import('node:stream').Duplex & { _httpMessage?: { headersSent: boolean } }} socket
 */
function refuse(error, socket) {
  if (socket.writable && !socket._httpMessage?.headersSent) {
    const status = STATUS_OF.get(error.code ?? '') ?? 400;
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}connection: close\r\ncontent-length: 0\r\n\r\n`,
    );
  }
  socket.destroy(error);
}
