/** Serves the shop's page from an origin of its own, under the policy that a careful shop sends. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { ShopSettings } from './shop-settings';

export interface ShopServer {
  readonly origin: string;
  addressOf(settings: ShopSettings): string;
  stop(): Promise<void>;
}

const NONCE = 'c2hvcA';

/** Whom a shop lets in that has its script from Stripe's own name; otherwise all of Stripe is at one address. */
const STRIPE = {
  script: 'https://js.stripe.com',
  frames: 'https://js.stripe.com https://hooks.stripe.com',
  api: 'https://api.stripe.com',
};
const sourcesOf = (stripeOrigin: string): typeof STRIPE =>
  stripeOrigin === STRIPE.script
    ? STRIPE
    : { script: stripeOrigin, frames: stripeOrigin, api: stripeOrigin };

const policyFor = (stripe: typeof STRIPE): string =>
  [
    "default-src 'self'",
    `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${NONCE}'`,
    "style-src-attr 'unsafe-inline'",
    'img-src data:',
    `frame-src ${stripe.frames}`,
    `connect-src 'self' ${stripe.api}`,
  ].join('; ');

const bundleShop = async (): Promise<string> => {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('shop-page.tsx', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    jsx: 'automatic',
    // The development build of React runs effects twice, which is what strict mode is for here.
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
};

const html = (stripeOrigin: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><title>Shop</title>
<body style="margin:24px;max-width:460px"><div id="root"></div>
<script nonce="${NONCE}" src="${stripeOrigin}/js/stripe.js"></script>
<script nonce="${NONCE}" src="/shop.js"></script></body></html>`;

export const startShop = async (stripeOrigin: string): Promise<ShopServer> => {
  const script = await bundleShop();
  const server = createServer((request, response) => {
    if (request.url === '/shop.js') {
      response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
      response.end(script);
      return;
    }
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', policyFor(sourcesOf(stripeOrigin)));
    response.end(html(stripeOrigin));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    addressOf: (settings) => `${origin}/?settings=${encodeURIComponent(JSON.stringify(settings))}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
