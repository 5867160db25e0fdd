import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handleBrowserRequest } from './routes';

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  void handleBrowserRequest(request, response, url).then((isHandled) => {
    if (!isHandled) response.writeHead(418).end();
  });
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the browser side', () => {
  it.each(['/js/stripe.js', '/endive/stripe.js'])('serves the script at %s', async (path) => {
    const response = await fetch(`${origin}${path}`);
    expect(response.headers.get('content-type')).toContain('text/javascript');
    expect(await response.text()).toContain('endive');
  });

  it.each([
    '/elements/payment.html',
    '/elements/email.html',
    '/elements/address.html',
    '/elements/express.html',
    '/3ds/payatt_3x',
    '/3ds/payatt_3x/challenge',
    '/3ds/redirect/payatt_3x',
  ])('serves %s under a policy without inline code, and what it links to', async (path) => {
    const response = await fetch(`${origin}${path}`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const html = await response.text();
    const links = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThanOrEqual(2);
    for (const link of links) expect((await fetch(`${origin}${link}`)).status).toBe(200);
  });

  it.each(['/v1/customers', '/elements/secret.html', '/elements/nothing.js', '/3ds/a/b/c', '/'])(
    'leaves %s to others',
    async (path) => {
      expect((await fetch(`${origin}${path}`)).status).toBe(418);
    },
  );

  it('answers reading requests only', async () => {
    expect((await fetch(`${origin}/js/stripe.js`, { method: 'POST' })).status).toBe(418);
    const head = await fetch(`${origin}/js/stripe.js`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
  });
});
