/** A shop, a stripe-local and a browser for one test file, and the hands that use them. */
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright';
import { startForTest, type Started } from '../../testing/start';
import { launchChromium } from './chromium';
import { startShop, type ShopServer } from './shop-server';
import type { ShopSettings } from './shop-settings';

export interface Visit {
  readonly page: Page;
  readonly card: FrameLocator;
  /** Everything in the console that is worse than a note. */
  readonly complaints: string[];
}

export interface World {
  readonly browser: Browser;
  readonly shop: ShopServer;
  readonly stripe: Started['stripe'];
  /** Where stripe-local is, for what goes over the wire by hand. */
  readonly stripeOrigin: string;
  close(): Promise<void>;
}

export const openWorld = async (): Promise<World> => {
  const { local, stripe, close } = await startForTest();
  const [shop, browser] = await Promise.all([startShop(local.url), launchChromium()]);
  return {
    browser,
    shop,
    stripe,
    stripeOrigin: local.url,
    close: async () => {
      await browser.close();
      await Promise.all([shop.stop(), close()]);
    },
  };
};

// Chromium itself writes a line for each answer of 400 and above; a decline is no fault of the page.
const isExpected = (text: string): boolean => text.startsWith('Failed to load resource');

export const visit = async (
  world: World,
  settings: ShopSettings,
  look: Parameters<Browser['newContext']>[0] = {},
): Promise<Visit> =>
  visitIn(await world.browser.newContext({ locale: 'en-US', ...look }), world.shop, settings);

/** In a context that the test has made ready. */
export const visitIn = async (
  context: BrowserContext,
  shop: ShopServer,
  settings: ShopSettings,
): Promise<Visit> => {
  const page = await context.newPage();
  // Shorter than a test's time-out, so that it is told what did not come.
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isBad = message.type() === 'error' || message.type() === 'warning';
    if (isBad && !isExpected(message.text())) complaints.push(message.text());
  });
  await page.goto(shop.addressOf(settings));
  const card = page.frameLocator('iframe[title="Secure payment input frame"]');
  return { page, card, complaints };
};

/** Types a card as a person would, and leaves the rest of the form to the test. */
export const typeCard = async ({ card }: Visit, number: string, cvc = '123'): Promise<void> => {
  await card.getByLabel('Card number').pressSequentially(number);
  await card.getByLabel('Expiration date MM / YY').pressSequentially('1234');
  await card.getByLabel('Security code').pressSequentially(cvc);
  const postal = card.locator('#payment-postalCodeInput');
  if (await postal.isVisible()) await postal.pressSequentially('12345');
};

export const challengeIn = (page: Page): FrameLocator =>
  page
    .frameLocator('dialog iframe[name^="__privateStripeFrame"]')
    .frameLocator('iframe[name="stripe-challenge-frame"]');
