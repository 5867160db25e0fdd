import { expect, test } from '../fixtures/test';

test('a theme is shown at once, stays, and comes from the server as it was chosen', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill('half@typed');
  const theme = page.getByRole('group', { name: 'Theme' });
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await theme.getByRole('button', { name: 'Dark' }).click();
  await expect(theme.getByRole('button', { name: 'Dark', pressed: true })).toBeVisible();
  expect(await ground()).toBe('dark');
  await expect(page.getByLabel('Email')).toHaveValue('half@typed');

  // What is sent is dark already: no script has to put it right.
  expect(await (await page.request.get('/')).text()).toMatch(/<html[^>]* data-theme="dark"/);
  await page.goto('/');
  expect(await ground()).toBe('dark');
  await theme.getByRole('button', { name: 'As the system' }).click();
  await expect(theme.getByRole('button', { name: 'As the system', pressed: true })).toBeVisible();
  expect(await ground()).toBe('light dark');
  expect(await (await page.request.get('/')).text()).not.toContain('data-theme=');
});

test('the catalogue shows one currency, which stays, and says that there are others', async ({
  page,
}) => {
  await page.goto('/');
  const prices = () => page.getByRole('article').getByText(/^[€¥]/);
  await expect(prices()).toHaveText(Array<RegExp>(6).fill(/^€/));
  await expect(page.getByText('6 more prints have their prices in other')).toBeVisible();
  await page.getByRole('group', { name: 'Prices in' }).getByRole('button', { name: 'JPY' }).click();
  await expect(prices()).toHaveText(Array<RegExp>(3).fill(/^¥/));
  await expect(page.getByRole('article').filter({ hasText: 'Pre-order' })).toHaveCount(2);
  await page.goto('/products/tideline');
  await page.goto('/');
  await expect(prices()).toHaveCount(3);
});

test('without scripts both are chosen all the same, and it is said what does not work', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/products/tideline');
  await expect(page.locator('noscript p')).toBeVisible();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page).toHaveURL('/products/tideline');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto('/');
  await page.getByRole('button', { name: 'USD' }).click();
  await expect(page.getByRole('article')).toHaveCount(1);
  await context.close();
});

test('a choice is kept for a page of ours only, and what is none is not kept', async ({
  request,
}) => {
  const cookieOf = async (query: string, headers: Record<string, string>) => {
    const answer = await request.post(`/api/preferences?${query}`, { headers, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    return [answer.headers().location, answer.headers()['set-cookie']];
  };
  const ours = { 'sec-fetch-site': 'same-origin', referer: 'http://any.example/orders?x=1' };
  expect(await cookieOf('theme=dark', ours)).toEqual([
    '/orders?x=1',
    expect.stringMatching(/^cardkeep-theme=dark; .*SameSite=Lax/),
  ]);
  expect(await cookieOf('theme=blue&currency=xxx', ours)).toEqual(['/orders?x=1', undefined]);
  const foreign = { 'sec-fetch-site': 'cross-site', referer: 'http://any.example//evil.example' };
  expect(await cookieOf('theme=dark', foreign)).toEqual(['/', undefined]);
});

test('a password can be looked at, and is hidden again when it is sent', async ({ page }) => {
  await page.goto('/sign-in');
  const field = page.getByLabel('Password');
  await field.fill('what I typed');
  await page.keyboard.press('Tab');
  const show = page.getByRole('button', { name: 'Show password' });
  await expect(show).toBeFocused();
  await page.keyboard.press('Space');
  await expect(field).toHaveAttribute('type', 'text');
  await expect(page.getByText('Your password is shown')).toBeAttached();
  await expect(page.getByRole('button', { name: 'Hide password' })).toBeFocused();
  await field.press('Enter');
  await expect(field).toHaveAttribute('type', 'password');
});

test('what browsers and password managers look for is there', async ({ request }) => {
  const asked = await request.get('/.well-known/change-password', { maxRedirects: 0 });
  expect([asked.status(), asked.headers().location]).toEqual([303, '/forgot-password']);
  expect(await (await request.get('/robots.txt')).text()).toContain('Disallow: /wallet');
  const manifest = (await (await request.get('/manifest.webmanifest')).json()) as {
    icons: { src: string }[];
  };
  for (const src of ['/favicon.ico', ...manifest.icons.map((icon) => icon.src)]) {
    const icon = await request.get(src);
    expect([icon.status(), icon.headers()['content-type']], src).toEqual([
      200,
      expect.stringMatching(/^image\//),
    ]);
  }
  const page = await (await request.get('/')).text();
  expect(page).toContain('rel="manifest"');
  expect(page).toContain('rel="apple-touch-icon"');
});
