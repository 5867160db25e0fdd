import type { IncomingMessage, ServerResponse } from 'node:http';
import { isOwnHost } from './own-host';

/** Whether a page that asks is on this machine. A request that names no page is no page's. */
export function isOwnOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return true;
  const host = /^https?:\/\/([^/]+)$/.exec(origin)?.[1];
  return isOwnHost(host);
}

/** Pages on this machine may call; a page from elsewhere that was opened here may not. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers;
  if (!origin || !isOwnOrigin(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE, OPTIONS');
  response.setHeader(
    'access-control-allow-headers',
    request.headers['access-control-request-headers'] ?? 'authorization, content-type',
  );
  response.setHeader('access-control-expose-headers', 'request-id');
  response.setHeader('access-control-max-age', '300');
  response.setHeader('vary', 'origin');
  return true;
}
