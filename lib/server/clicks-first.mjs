import { subscribe } from 'node:diagnostics_channel';
import { beginClick, untilNoClick } from '../clicks.mjs';

/** @typedef {import('node:http').IncomingMessage} Asked */
/** @typedef {{ request: Asked, response: import('node:http').ServerResponse }} Exchange */

/**
 * Counts clicks; asked for once, by who starts the process. Each is under way from its request until its answer has left. What began in between
 * would take its turn before the answer, and somebody would wait for it.
 */
export function countClicks() {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = /** @type {Exchange} */ (message);
    if (isClick(request)) response.once('close', beginClick());
  });
}

/**
 * Whoever sends something to a page has pressed something; what programs send goes to `/api`.
 * @param {Asked} request
 */
const isClick = ({ method, url = '' }) => method === 'POST' && !url.startsWith('/api/');

/**
 * Keeps what Stripe tells back while somebody waits for a click: it tells of a payment before its buyer has our answer,
 * and has seconds itself. All else goes on at once.
 * @param {Asked} request
 * @param {() => void} goOn
 */
export function afterClicks(request, goOn) {
  if (!request.url?.startsWith('/api/stripe/webhook')) return goOn();
  void untilNoClick().then(() => {
    // Whoever has gone meanwhile tells it again.
    if (!request.destroyed) goOn();
  });
}
