import type { Page } from 'playwright/test';
import { expect, test } from '../fixtures/test';
import { CheckoutPage } from '../pages/checkout-page';

/** What Google calls good is 0.1: half of it, because a page that pays must not move under a finger. */
const MOST_SHIFT = 0.05;

const windows = [
  { name: 'a phone', width: 390, height: 844 },
  { name: 'a desk', width: 1280, height: 800 },
];

/** A slow telephone: what comes late shows whether its place was kept. */
async function slowDown(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Network.enable');
  await browser.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 120,
    downloadThroughput: 250_000,
    uploadThroughput: 100_000,
  });
}

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };
type Watched = typeof globalThis & { shiftSoFar: () => number };

/** Has each page add up its shifts, as the browser measures them, but for those that a press explains. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let sum = 0;
    const add = (entries: PerformanceEntryList) => {
      for (const { value, hadRecentInput } of entries as Shift[]) if (!hadRecentInput) sum += value;
    };
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    (globalThis as Watched).shiftSoFar = () => {
      add(observer.takeRecords());
      return sum;
    };
  });
}

/** The sum since the page was loaded, once its skeleton is gone and its last frame painted. */
async function shiftOf(page: Page): Promise<number> {
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
  return page.evaluate(async () => {
    await document.fonts.ready;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let frames = 0; frames < 3; frames++) await frame();
    return (globalThis as Watched).shiftSoFar();
  });
}

for (const { name, ...size } of windows) {
  test(`nothing moves while a page loads slowly, on ${name}`, async ({ page, buyTideline }) => {
    await buyTideline();
    const order = new URL(page.url()).pathname;
    await page.setViewportSize(size);
    await slowDown(page);
    await watchShifts(page);
    const shifts: Record<string, number> = {};
    const pages = ['/', '/products/tideline', '/orders', order, '/wallet', '/help'];
    for (const path of pages) {
      await page.goto(path);
      shifts[path] = await shiftOf(page);
    }
    await page.goto('/checkout?product=tideline');
    const checkout = new CheckoutPage(page);
    await checkout.choice('New card').check();
    await checkout.card.frame();
    await checkout.email();
    shifts['/checkout'] = await shiftOf(page);
    // From one page to another, by way of its skeleton.
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Shop' })
      .click();
    await page.locator('a[href="/products/tideline"]').waitFor();
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
    shifts['checkout, shop, orders'] = await shiftOf(page);
    const tooMuch = Object.entries(shifts).filter(([, shift]) => shift > MOST_SHIFT);
    expect(tooMuch).toEqual([]);

    // What moves is noticed.
    await page.goto('/help');
    await page.evaluate(() => {
      const late = document.createElement('div');
      late.style.height = '20rem';
      document.querySelector('main')?.prepend(late);
    });
    expect(await shiftOf(page)).toBeGreaterThan(MOST_SHIFT);
  });
}

test('a link that is pressed says so before anything has come', async ({ page }) => {
  await page.route(
    ({ pathname, searchParams }) => pathname !== '/' && searchParams.has('_rsc'),
    () => undefined,
  );
  await page.goto('/');
  const link = page.locator('a[href="/products/tideline"]');
  await expect(async () => {
    await link.click();
    await expect(link.locator('[data-pressed]')).toBeAttached({ timeout: 500 });
  }).toPass();
  await expect(page).toHaveURL('/');
});
