import { findServerAction, listServerActions } from '../fixtures/action-manifest';
import { anAddressOf, listBuiltRoutes, listServedFiles } from '../fixtures/built-routes';
import { expect, test } from '../fixtures/test';
import { SignInPage } from '../pages/sign-in-page';
import { run } from '../setup/run';

/** The policy as a map from directive to sources. */
function policyOf(header: string | undefined): Map<string, string[]> {
  const directives = (header ?? '').split(';').map((one) => one.trim().split(/\s+/));
  return new Map(directives.map(([name = '', ...sources]) => [name, sources]));
}

const pages = [
  '/',
  '/products/tideline',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/no-such-page',
];

for (const path of pages) {
  test(`${path} is sent with every security header`, async ({ request }) => {
    const headers = (await request.get(path)).headers();
    expect(headers).toMatchObject({
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8}; includeSubDomains/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'permissions-policy': expect.stringContaining('payment=(self "https://js.stripe.com"'),
      'cross-origin-opener-policy': 'same-origin-allow-popups',
      'cross-origin-resource-policy': 'same-origin',
      'x-request-id': expect.any(String),
    });
    expect(headers['x-powered-by']).toBeUndefined();

    const policy = policyOf(headers['content-security-policy']);
    const stripe = run.stripeUrl === null ? 'https://js.stripe.com' : run.stripeUrl;
    expect(policy.get('default-src')).toEqual(["'self'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy.get('object-src')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('frame-src')).toContain(stripe);
    const scripts = policy.get('script-src') ?? [];
    expect(scripts).toContain(stripe);
    expect(scripts).toContainEqual(expect.stringMatching(/^'nonce-.{20,}'$/));
    expect(scripts).not.toContain("'unsafe-inline'");
    expect(scripts).not.toContain("'unsafe-eval'");
    expect(policy.get('style-src')).not.toContain("'unsafe-inline'");
  });
}

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

/** Files, refusals, redirects and what is nowhere: what the middleware sees, and what it does not. */
const answers: [method: string, path: string, headers?: Record<string, string>, body?: string][] = [
  ...listBuiltRoutes().flatMap((route): [string, string][] => [
    ['GET', anAddressOf(route)],
    ['POST', anAddressOf(route)],
    ['GET', `${anAddressOf(route)}/`],
  ]),
  ...listServedFiles().map((file): [string, string] => ['GET', file]),
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
  ].map((path): [string, string] => ['GET', path]),
  ['POST', '/prints/tideline.svg'],
  ['PUT', '/'],
  ['OPTIONS', '/'],
  ['POST', '/sign-in', { 'next-action': 'x' }, large],
  ['POST', '/api/stripe/webhook', { 'stripe-signature': 't=1,v1=x' }, large],
  ['POST', '/api/csp-reports', {}, large],
];

test('every answer has every header, once: pages, files, redirects, refusals', async ({
  request,
}) => {
  for (const [method, path, headers, data] of answers) {
    const response = await request.fetch(`${run.appUrl}${path}`, {
      method,
      headers,
      data,
      maxRedirects: 0,
    });
    const names = response.headersArray().map(({ name }) => name.toLowerCase());
    const times = everywhere.map((name) => [name, names.filter((each) => each === name).length]);
    expect(Object.fromEntries(times), `${method} ${path} (${response.status()})`).toEqual(
      Object.fromEntries(everywhere.map((name) => [name, 1])),
    );
    expect(names, path).not.toContain('x-powered-by');
  }
});

test('whatever leads to another address takes no client secret along', async ({ request }) => {
  const secret = 'pi_1abc_secret_XyZ';
  for (const path of [
    '/orders/x/return/',
    '/wallet/return/',
    '//wallet/return',
    '/orders/x',
    '/x/',
  ]) {
    const query = `payment_intent=pi_1abc&payment_intent_client_secret=${secret}&setup_intent_client_secret=seti_1_secret_Z`;
    const response = await request.get(`${run.appUrl}${path}?${query}`, { maxRedirects: 0 });
    const told = response.headersArray().map(({ value }) => value);
    expect(`${told.join()} ${await response.text()}`, path).not.toContain('secret_');
  }
});

test('no server action runs where there is no page', async ({ request }) => {
  const action = listServerActions().find(({ name }) => name === 'askForPasswordReset');
  const call = (path: string) =>
    request.post(`${run.appUrl}${path}`, {
      headers: {
        ...{ 'next-action': action?.id ?? '', accept: 'text/x-component', origin: run.appUrl },
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
  for (const path of [
    ...files,
    ...['/prints/x', '/prints/x.svg', '/prints/', '/icon.svg', '/icon.svgx', '/icon.svg/x'],
    ...['/ICON.SVG', '/PRINTS/x', '/%70rints/x', '/api/stripe/webhook', '/api/stripe/webhookx'],
    ...['/api/stripe/webhook/x', '/api/health', '/api/nothing', '/_next/static/x', '/_next/x'],
    ...['/_next/image', '/%ff'],
  ]) {
    expect(await ran(path), path).toBe(false);
  }
});

test('a form without script is no action there, either', async ({ request }) => {
  const { id } = findServerAction('signUp');
  for (const path of ['/prints/x', '/icon.svgx', '/api/nothing', '/_next/x']) {
    const response = await request.post(path, {
      multipart: { [`$ACTION_ID_${id}`]: '' },
      headers: { origin: run.appUrl },
      maxRedirects: 0,
    });
    expect(response.status(), path).toBe(404);
    expect(await response.text(), path).toBe('');
  }
});

test('what a page is not allowed is told to the shop, and stands under Health', async ({
  page,
  deskPage,
  complaints,
}) => {
  complaints.expect(/Content Security Policy/);
  await page.goto('/products/tideline');
  const told = page.waitForResponse((response) => response.url().endsWith('/api/csp-reports'));
  await page.evaluate(() => {
    const image = document.createElement('img');
    image.src = 'https://elsewhere.example/x.png?token=secret';
    document.body.append(image);
  });
  expect((await told).status()).toBe(204);
  await deskPage.goto('/desk/health');
  const row = deskPage.getByRole('row').filter({ hasText: 'https://elsewhere.example' });
  await expect(row).toContainText('/products/…');
  await expect(row).toContainText('img-src');
});

test('pages that a mail leads to tell nobody their address', async ({ request }) => {
  for (const path of ['/verify-email?token=x', '/reset-password?token=x', '/pay/x']) {
    expect((await request.get(path)).headers()['referrer-policy'], path).toBe('no-referrer');
  }
});

test('every answer has a nonce of its own', async ({ request }) => {
  const nonceOf = async () =>
    /'nonce-([^']+)'/.exec(
      (await request.get('/')).headers()['content-security-policy'] ?? '',
    )?.[1];
  const [first, second] = [await nonceOf(), await nonceOf()];
  expect(first).toBeTruthy();
  expect(second).not.toBe(first);
});

test('scripts come from here and from Stripe only', async ({ buyerPage: page }) => {
  const origins = new Set<string>();
  page.on('request', (request) => {
    // What a frame of Stripe's loads is Stripe's business.
    if (request.resourceType() === 'script' && request.frame() === page.mainFrame()) {
      origins.add(new URL(request.url()).origin);
    }
  });
  await page.goto('/checkout?product=tideline');
  await expect(page.locator('iframe[title="Secure payment input frame"]').first()).toBeVisible();
  const allowed = [run.appUrl, run.stripeUrl ?? 'https://js.stripe.com'];
  expect([...origins].sort()).toEqual(allowed.sort());
});

test('the session cookie is out of reach of scripts and of other sites', async ({
  page,
  person,
}) => {
  // Through the page: the cookie of a fixture would say nothing of the shop's.
  await new SignInPage(page).enterAs(person);
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name.includes('session-token'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
});

test('a page of somebody is kept by no cache', async ({ buyerPage: page }) => {
  const response = await page.request.get('/orders');
  expect(response.headers()['cache-control']).toMatch(/no-store/);
});
