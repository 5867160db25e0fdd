import { sessionCookieAt } from '../fixtures/session-cookie';
import { expect, test } from '../fixtures/test';
import { SignInPage } from '../pages/sign-in-page';
import { run } from '../setup/run';
import { thisStripe } from '../setup/this-stripe';

// What every answer has, and what runs where no page is: e2e/attacks/any-answer.spec.ts.

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
    const stripe = thisStripe.scripts;
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

test('what a page is not allowed is told to the shop, and stands under Health', async ({
  page,
  deskPage,
  complaints,
}) => {
  complaints.expect(/Content Security Policy/);
  // Chromium asks this before it sends a report by itself, and a headless one allows nothing.
  await page.context().grantPermissions(['background-sync']);
  await page.goto('/products/tideline');
  await page.evaluate(() => {
    const image = document.createElement('img');
    image.src = 'https://elsewhere.example/x.png?token=secret';
    document.body.append(image);
  });
  // Over plain HTTP the page sends it at once; over https the browser does, when it thinks fit, and tells no page.
  const row = deskPage.getByRole('row').filter({ hasText: 'https://elsewhere.example' });
  await expect(async () => {
    await deskPage.goto('/desk/health');
    await expect(row).toContainText('/products/…', { timeout: 1_000 });
  }).toPass();
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
  const allowed = [run.appUrl, thisStripe.scripts];
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
  expect(session).toMatchObject({
    name: sessionCookieAt(run.appUrl),
    httpOnly: true,
    sameSite: 'Lax',
    secure: run.appUrl.startsWith('https:'),
  });
});

test('a page of somebody is kept by no cache', async ({ buyerPage: page }) => {
  const response = await page.request.get('/orders');
  expect(response.headers()['cache-control']).toMatch(/no-store/);
});
