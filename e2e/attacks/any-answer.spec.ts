import { findServerAction } from '../fixtures/action-manifest';
import { attack, expect, someOf, test } from '../fixtures/attack';
import { forEachAtOnce } from '../fixtures/at-once';
import { anAddressOf, listBuiltRoutes, listServedFiles } from '../fixtures/built-routes';
import { run } from '../setup/run';

/** What an answer has whatever it is. */
const everywhere = [
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'content-security-policy',
];

const large = 'x'.repeat(1024 * 1024 + 1);

type Asked = [method: string, path: string, headers?: Record<string, string>, body?: string];

const routes = listBuiltRoutes().map(anAddressOf);

/** Files, refusals, redirects and what is nowhere: what the middleware sees, and what it does not. */
const answers: Asked[] = [
  ...routes.map((path): Asked => ['GET', path]),
  ...someOf(routes, 0).map((path): Asked => ['POST', path]),
  ...someOf(routes, 1).map((path): Asked => ['GET', `${path}/`]),
  ...someOf(listServedFiles(), 2).map((file): Asked => ['GET', file]),
  ...[
    '/icon.svg?x',
    '/icon.svgx',
    '/icon.svg/x',
    '/ICON.SVG',
    '/prints/x',
    '/prints/x.svg',
    '/prints/',
    '/api/stripe/webhookx',
    '/api/stripe/webhook/x',
    '/_next/static/x',
    '/_next/image?url=x',
    '/_next/data/x/y.json',
    '/nowhere/at/all',
    '/%ff',
    '/%2e%2e/%2e%2e/etc/passwd',
    '//nowhere.example/x',
    '/\\\\nowhere',
    '/orders//x',
  ].map((path): Asked => ['GET', path]),
  ['POST', '/prints/tideline.svg'],
  ['PUT', '/'],
  ['OPTIONS', '/'],
  ['POST', '/sign-in', { 'next-action': 'x' }, large],
  ['POST', '/api/stripe/webhook', { 'stripe-signature': 't=1,v1=x' }, large],
  ['POST', '/api/csp-reports', {}, large],
];

attack(
  'Past the headers, where no page is',
  'every route of the build by GET, by POST and with a slash, every file, what only looks like one, refusals of methods, sizes and spellings: each has every header once; a client secret in an address that leads to another; actions and forms at files, at routes and at the webhook: none runs',
  () => {
    test('every answer has every header, once: pages, files, redirects, refusals', async ({
      visit,
    }) => {
      const nobody = await visit();
      await forEachAtOnce(answers, async ([method, path, headers, data]) => {
        const response = await nobody.fetch(`${run.appUrl}${path}`, {
          method,
          headers,
          data,
          maxRedirects: 0,
        });
        const names = response.headersArray().map(({ name }) => name.toLowerCase());
        const times = everywhere.map((name) => [name, names.filter((one) => one === name).length]);
        expect(Object.fromEntries(times), `${method} ${path} (${response.status()})`).toEqual(
          Object.fromEntries(everywhere.map((name) => [name, 1])),
        );
        expect(names, path).not.toContain('x-powered-by');
      });
    });

    test('whatever leads to another address takes no client secret along', async ({ visit }) => {
      const nobody = await visit();
      const secret = 'pi_1abc_secret_XyZ';
      for (const path of [
        '/orders/x/return/',
        '/wallet/return/',
        '//wallet/return',
        '/orders/x',
        '/x/',
      ]) {
        const query = `payment_intent=pi_1abc&payment_intent_client_secret=${secret}&setup_intent_client_secret=seti_1_secret_Z`;
        const response = await nobody.get(`${run.appUrl}${path}?${query}`, { maxRedirects: 0 });
        const told = response.headersArray().map(({ value }) => value);
        expect(`${told.join()} ${await response.text()}`, path).not.toContain('secret_');
      }
    });

    test('no action runs where there is no page, nor a form', async ({ visit }) => {
      const nobody = await visit();
      const { id } = findServerAction('askForPasswordReset');
      const call = (path: string) =>
        nobody.post(`${run.appUrl}${path}`, {
          headers: {
            ...{ 'next-action': id, accept: 'text/x-component', origin: run.appUrl },
            ...{ 'content-type': 'text/plain;charset=UTF-8', 'stripe-signature': 'x' },
          },
          data: '[{}]',
          maxRedirects: 0,
        });
      const ran = async (path: string) =>
        ((await call(path)).headers()['content-type'] ?? '').startsWith('text/x-component');
      // Or the rest would find nothing because it calls nothing.
      expect(await ran('/forgot-password')).toBe(true);
      const files = listServedFiles().filter((file) => /tideline|\.css$/.test(file));
      const noPages = [
        ...files,
        ...['/prints/x', '/prints/x.svg', '/prints/', '/icon.svg', '/icon.svgx', '/icon.svg/x'],
        ...['/ICON.SVG', '/PRINTS/x', '/%70rints/x', '/api/stripe/webhook', '/api/stripe/webhookx'],
        ...['/api/stripe/webhook/x', '/api/health', '/api/nothing', '/_next/static/x', '/_next/x'],
        ...['/_next/image', '/%ff', '/robots.txt', '/favicon.ico', '/apple-icon.png'],
        ...['/manifest.webmanifest', '/api/preferences', '/.well-known/change-password'],
      ];
      await forEachAtOnce(noPages, async (path) => expect(await ran(path), path).toBe(false));

      for (const path of ['/prints/x', '/icon.svgx', '/api/nothing', '/_next/x']) {
        const response = await nobody.post(path, {
          multipart: { [`$ACTION_ID_${id}`]: '' },
          headers: { origin: run.appUrl },
          maxRedirects: 0,
        });
        expect(response.status(), path).toBe(404);
        expect(await response.text(), path).toBe('');
      }
    });
  },
);
