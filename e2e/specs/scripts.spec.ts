import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { anAddressOf, listBuiltRoutes } from '../fixtures/built-routes';
import { expect, test } from '../fixtures/test';
import { run } from '../setup/run';

/** Every script that a page of the shop may have: a new one fails here until somebody has looked at it. */
const known = JSON.parse(readFileSync(join('e2e', 'known-scripts.json'), 'utf8')) as {
  loadedByEveryPage: string[];
  loadedWithACardForm: string[];
  /** What they are for, and how they begin, without spaces. */
  inThePage: Record<string, string[]>;
};
const BEGINNINGS = Object.values(known.inThePage).flat();

/** Next draws it where nothing else can be drawn, and nobody gets there by an address. */
const NO_ADDRESS = ['/_global-error', '/_not-found'];

/** Listens from before a page is opened: scripts may be taken away once they have run. */
function listenTo(page: Page): Set<string> {
  const loaded = new Set<string>();
  page.on('request', (request) => {
    // What a frame of Stripe's loads is Stripe's business.
    if (request.resourceType() === 'script' && request.frame() === page.mainFrame()) {
      loaded.add(nameOf(request.url()));
    }
  });
  return loaded;
}

/** Where a script is from. Our own chunks are called by a hash of what is in them. */
function nameOf(address: string): string {
  const { origin, pathname } = new URL(address);
  if (origin === run.appUrl) {
    return /^\/_next\/static\/chunks\/[\w.~-]+\.js$/.test(pathname) ? 'our chunks' : pathname;
  }
  if (run.project === 'local' && origin === run.stripeOrigin) return 'Stripe.js';
  return /^https:\/\/js\.stripe\.com\/[a-z]+\/stripe\.js$/.test(origin + pathname)
    ? 'Stripe.js'
    : address;
}

type Tag = { src: string; hasNonce: boolean; isScript: boolean; text: string };

const tagsOf = (page: Page): Promise<Tag[]> =>
  page.evaluate(() =>
    [...document.scripts].map(({ src, nonce, text, type }) => ({
      src,
      hasNonce: nonce !== '',
      isScript: type === '' || /module|javascript/.test(type),
      text: text.replaceAll(/\s/g, '').slice(0, 60),
    })),
  );

/** Tags that nobody knows, or that the policy would not let run were they not there from the start. */
const unknownTags = (tags: readonly Tag[]): Tag[] =>
  tags.filter(({ src, hasNonce, isScript, text }) => {
    if (!isScript) return false;
    // Stripe.js, and what Next loads later, is put there by a script that has the nonce. Were it in
    // the page from the start, the browser would refuse it, and say so.
    if (src) return !hasNonce && !['Stripe.js', 'our chunks'].includes(nameOf(src));
    return !hasNonce || !BEGINNINGS.some((beginning) => text.startsWith(beginning));
  });

const pages = listBuiltRoutes().filter(
  ({ kind, route }) => kind === 'page' && !NO_ADDRESS.includes(route),
);

test('every page has the scripts that are known, and no other', async ({
  buyerPage,
  deskPage,
  complaints,
}) => {
  complaints.expect(/status of 404/);
  expect(pages.length).toBeGreaterThan(20);
  const unknown: Record<string, unknown[]> = {};
  for (const route of pages) {
    const path = anAddressOf(route).replace('/products/x', '/products/tideline');
    const context = (path.startsWith('/desk') ? deskPage : buyerPage).context();
    const page = await context.newPage();
    const loaded = listenTo(page);
    await page.goto(path === '/checkout' ? '/checkout?product=tideline' : path);
    const tags = await tagsOf(page);
    expect(loaded, path).toContain('our chunks');
    const fits = [
      ...known.loadedByEveryPage,
      ...(path === '/checkout' ? known.loadedWithACardForm : []),
    ];
    const found = [...[...loaded].filter((name) => !fits.includes(name)), ...unknownTags(tags)];
    if (found.length > 0) unknown[path] = found;
    await page.close();
  }
  expect(unknown, 'scripts that e2e/known-scripts.json does not name').toEqual({});
});

test('so has the wallet while a card is added', async ({ buyerPage: page, wallet }) => {
  const loaded = listenTo(page);
  await wallet.open();
  await wallet.addCard.click();
  await wallet.card.frame();
  const fits = [...known.loadedByEveryPage, ...known.loadedWithACardForm];
  expect([...loaded].sort()).toEqual(fits.sort());
  expect(unknownTags(await tagsOf(page))).toEqual([]);
});
