import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { log } from '../log';

const REQUEST_STARTS = 'http.server.request.start';

/**
 * Says once that a proxy seems to stand before a server that was told of none: all visitors are one
 * then. Node tells of each request before Next has seen it, which writes the header itself where it
 * is missing.
 */
export function warnOfUntrustedProxy(): void {
  const look = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    if (request.headers['x-forwarded-for'] === undefined) return;
    unsubscribe(REQUEST_STARTS, look);
    log().warn(
      'X-Forwarded-For arrives, but TRUSTED_PROXIES is 0: if a proxy of yours writes it, say how many there are. Until then visitors are not told apart, and no limit counts by address',
    );
  };
  subscribe(REQUEST_STARTS, look);
}
