/** Serves what runs in a browser: stripe.js, the elements' frames and the bank's pages. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { findAsset, type Asset } from './bundles';
import { documents, type DocumentName } from './documents';

// Frames may be embedded by any page, as Stripe's are; what they load and talk to is our own only.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  'img-src data:',
  // The page's own font, from wherever it is.
  'font-src http: https:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  // The page that loads stripe.js may ask for cross-origin isolation of its subresources.
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

const documentAt = (path: string): DocumentName | null => {
  const element = /^\/elements\/(payment|email|address|express)\.html$/.exec(path);
  if (element) return element[1] as DocumentName;
  if (/^\/3ds\/redirect\/\w+$/.test(path)) return 'redirect';
  if (/^\/3ds\/\w+\/challenge$/.test(path)) return 'challenge';
  return /^\/3ds\/\w+$/.test(path) ? 'outer' : null;
};

const assetNameAt = (path: string): string | null => {
  // The loader asks for the release train's path; our own pages for the short one.
  if (path === '/js/stripe.js' || path === '/endive/stripe.js') return 'stripe.js';
  return /^\/elements\/([a-z]+\.(?:js|css))$/.exec(path)?.[1] ?? null;
};

const send = (request: IncomingMessage, response: ServerResponse, asset: Asset): void => {
  response.writeHead(200, {
    ...headers,
    'Content-Type': asset.type,
    'Content-Length': String(Buffer.byteLength(asset.body)),
  });
  response.end(request.method === 'HEAD' ? undefined : asset.body);
};

/** Resolves to false when the path is none of the browser side's. */
export const handleBrowserRequest = async (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const name = documentAt(url.pathname);
  if (name) {
    response.setHeader('Content-Security-Policy', policy);
    send(request, response, { type: 'text/html; charset=utf-8', body: documents[name] });
    return true;
  }
  const assetName = assetNameAt(url.pathname);
  const asset = assetName === null ? undefined : await findAsset(assetName);
  if (!asset) return false;
  send(request, response, asset);
  return true;
};
