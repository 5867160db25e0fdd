import type { Page } from 'playwright/test';
import { expect, test } from '../fixtures/test';

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
/** What is left of a desk's window at 200 % zoom, and at 400 % (WCAG 1.4.4 and 1.4.10). */
const ZOOMED = [
  { width: 640, height: 400 },
  { width: 320, height: 256 },
];

/** How far a page can be pushed sideways. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => {
    window.scrollTo({ left: 1_000, behavior: 'instant' });
    return window.scrollX;
  });

/** Where the wordmark and the heading begin. */
const leftEdges = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [document.querySelector('header a[href="/"]'), document.querySelector('h1')].map((one) =>
      Math.round(one?.getBoundingClientRect().left ?? -1),
    ),
  );

/** What was changed about the window is drawn two frames later. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );

/** What is pressed and is lower than a thumb is wide; a link within a sentence may be. */
const lowTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')].flatMap(
      (one) => {
        // The label that it stands in, or that lies beside it, is pressed as well.
        const input = one instanceof HTMLInputElement ? one : null;
        const isChoice = input?.type === 'radio' || input?.type === 'checkbox';
        const target = isChoice ? (input.labels?.[0] ?? one) : one;
        const { height, width } = target.getBoundingClientRect();
        const isSeen = one.checkVisibility({ visibilityProperty: true }) && width > 2;
        if (!isSeen || height >= 43.5 || getComputedStyle(one).display === 'inline') return [];
        return [`${one.tagName} ${one.textContent.trim() || one.id}: ${Math.round(height)} px`];
      },
    ),
  );

/** What moves for longer than nobody sees, in ms. */
const movesFor = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const times = [...document.querySelectorAll('*')].flatMap((one) => {
      const { transitionDuration, animationDuration } = getComputedStyle(one);
      return `${transitionDuration},${animationDuration}`.split(',').map(parseFloat);
    });
    return Math.max(...times) * 1_000;
  });

test('every page fits who reads it large, by touch, without movement', async ({
  buyerPage: page,
  buyer,
  buyTideline,
  deskPage: desk,
  openBrowser,
}) => {
  const order = `/orders/${await buyTideline()}`;
  const { page: nobody } = await openBrowser();
  const pages: [Page, string][] = [
    ...['/', '/products/salt-ledger', '/checkout?product=dune-study', '/wallet', '/orders'],
    ...[order, `${order}/receipt`, '/other-person', '/updated?next=%2F'],
    ...['/help', '/terms', '/privacy'],
  ].map((path) => [page, path]);
  const rooms = ['', '/orders', '/to-send', '/packing', `/people/${buyer.id}`, order];
  for (const room of rooms) pages.push([desk, `/desk${room}`]);
  for (const path of ['/sign-in', '/sign-up', '/forgot-password', '/verify-email']) {
    pages.push([nobody, path]);
  }
  const found: Record<string, unknown> = {};
  for (const [on, path] of pages) {
    await on.setViewportSize(DESK);
    await on.emulateMedia({ reducedMotion: 'reduce' });
    await on.goto(path);
    await expect(on.getByRole('heading', { level: 1 })).toBeVisible();
    const [wordmark, heading] = await leftEdges(on);
    // The sheet of a receipt has a margin of its own, and a print stands on the left of its page.
    const isSet = !/receipt|products/.test(path) && wordmark !== heading;
    const moves = await movesFor(on);
    const pushed: number[] = [];
    for (const size of ZOOMED) {
      await on.setViewportSize(size);
      pushed.push(await sideways(on));
    }
    await on.setViewportSize(PHONE);
    await drawn(on);
    const low = await lowTargets(on);
    if (isSet || moves > 1.5 || pushed.some((by) => by > 0) || low.length > 0) {
      found[path] = { wordmark, heading, moves, pushed, low };
    }
  }
  expect(found).toEqual({});
});

test('with somebody’s own few colours it is seen where one is, what pays, and a card', async ({
  buyerPage: page,
  saveCard,
  product,
}) => {
  await saveCard('pm_card_visa');
  await page.emulateMedia({ forcedColors: 'active' });
  const look = (of: string) =>
    page.evaluate(
      (selector) =>
        [...document.querySelectorAll(selector)].map((one) => {
          const { backgroundColor, borderBottomColor } = getComputedStyle(one);
          return `${backgroundColor} ${borderBottomColor}`;
        }),
      of,
    );
  await page.goto('/wallet');
  const [shop, orders, wallet] = await look('header nav a');
  expect(shop).toBe(orders);
  expect(wallet).not.toBe(shop);
  const face = page.locator('[class*="aspect-[1.586]"]').first();
  await expect(face).toHaveCSS('forced-color-adjust', 'none');
  await product.open('tideline');
  const [pay] = await look('main button');
  const [account] = await look('header button');
  expect(pay?.split(') ')[0]).not.toBe(account?.split(') ')[0]);
});

test('a receipt prints: the sheet alone, light, and whole', async ({
  buyerPage: page,
  buyTideline,
}) => {
  const id = await buyTideline();
  await page.getByRole('link', { name: 'Receipt' }).click();
  const sheet = page.getByRole('article', { name: 'Receipt' });
  await expect(sheet).toContainText('Visa •••• 4242');
  await expect(sheet).toContainText('Total, taxes included');
  await expect(page).toHaveURL(`/orders/${id}/receipt`);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light');
  await expect(sheet.getByText('€48.00').first()).toBeVisible();
});
