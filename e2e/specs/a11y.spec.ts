import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { askForNewPassword } from '../pages/forgot-password-page';
import { DeskPage } from '../pages/desk-page';
import { OrderPage } from '../pages/order-page';
import { SiteHeader } from '../pages/site-header';
import { insertPerson, newName } from '../fixtures/person';
import { expect, test as base } from '../fixtures/test';
import { run } from '../setup/run';
import { thisStripe } from '../setup/this-stripe';

/**
 * Everybody here has a name and an address without a place to break, as people do have them: pages with room for "Ada"
 * only are pushed sideways by somebody sooner or later.
 */
const LONG_NAME = 'Hubertwolfeschlegelsteinhausenbergerdorff';

const test = base.extend({
  person: async ({ db, isConfirmed }, use) =>
    use(await insertPerson(db, 'buyer', newName(LONG_NAME), { isConfirmed })),
});

const PHONE = { width: 390, height: 844 };
/** WCAG 1.4.10: no sideways scroll at this width, which is 1280 px at 400 % zoom. */
const NARROW = { width: 320, height: 800 };

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Scheme = 'light' | 'dark';

async function expectNoViolations(page: Page, scheme: Scheme): Promise<void> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags([...WCAG, 'best-practice']);
  // Stripe's own frames are Stripe's to keep accessible. Those of stripe-local let the page's ground
  // shine through, which axe takes for white: it can judge them by day only.
  if (!thisStripe.isLocal || scheme === 'dark') axe.exclude('iframe');
  // No script runs in the frame of a mail, axe neither: it would wait for an answer for ever.
  axe.exclude('iframe[sandbox]');
  // Without frames there is nothing to put together, for which axe opens a page of its own each time: the rules are
  // the same, and a look costs a third less.
  axe.setLegacyMode(page.frames().length === 1);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
  }));
  expect(found).toEqual([]);
}

/**
 * Half-way from day to night, or back, no text has contrast. Asked until nothing moves: a colour that is inherited by
 * something that moves its own starts it anew.
 */
const colorsSettled = (page: Page): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(
        () => document.getAnimations().filter((one) => one instanceof CSSTransition).length,
      ),
    )
    .toBe(0);

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await page.setViewportSize(NARROW);
  const scrolled = () =>
    page.evaluate(() => {
      window.scrollTo({ left: 1_000, behavior: 'instant' });
      return window.scrollX;
    });
  // What floats takes its new place a frame later.
  await expect.poll(scrolled).toBe(0);
}

/** Looks at a page by day on a desk, by night on a phone, and at its narrowest. */
async function examine(page: Page): Promise<void> {
  const desk = page.viewportSize() ?? PHONE;
  // Next may send the title after what it stands above.
  await expect(page).toHaveTitle(/\S/);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await colorsSettled(page);
  await test.step('by day, on a desk', () => expectNoViolations(page, 'light'));
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: 'dark' });
  await colorsSettled(page);
  await test.step('by night, on a phone', () => expectNoViolations(page, 'dark'));
  await page.setViewportSize(NARROW);
  await test.step(`${NARROW.width} px wide`, () => expectNoSidewaysScroll(page));
  await page.setViewportSize(desk);
}

test.describe('every page is accessible', () => {
  const openPages = [
    '/',
    '/products/tideline',
    '/sign-in',
    '/sign-up',
    '/forgot-password',
    '/reset-password',
    '/verify-email',
    '/help',
    '/terms',
    '/privacy',
    '/updated?next=%2Fwallet',
  ];
  for (const path of openPages) {
    test(path, async ({ page }) => {
      await page.goto(path);
      await examine(page);
    });
  }

  test('not found', async ({ page, complaints }) => {
    complaints.expect(/status of 404/);
    await page.goto('/no-such-page');
    await examine(page);
  });

  test('sign-in after a refusal', async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByLabel('Email')).toBeFocused();
    await examine(page);
  });

  test.describe('mail', () => {
    test('the outbox, and a mail in it', async ({ page, person, outbox }) => {
      test.skip(run.project !== 'local', 'it is a page of the shop on stripe-local only');
      await askForNewPassword(page, person.email);
      await outbox.open();
      await examine(page);
      await outbox.openMailTo(person.email);
      await examine(page);
    });

    test('asking for a new password, and setting it', async ({ page, person, outbox }) => {
      await askForNewPassword(page, person.email);
      await examine(page);
      await page.goto(await outbox.linkTo(person.email));
      await expect(page.getByLabel('New password')).toBeVisible();
      await examine(page);
    });
  });

  test.describe('to somebody whose address is not confirmed', () => {
    test.use({ isConfirmed: false });

    test('the menu of the account, and checkout of a pre-order', async ({ buyerPage: page }) => {
      await page.goto('/checkout?product=salt-ledger');
      await expect(page.getByRole('main').getByText('Confirm ')).toBeVisible();
      await examine(page);
      await page.goto('/orders');
      await new SiteHeader(page).account.click();
      await expect(page.getByRole('button', { name: 'Send the mail again' })).toBeVisible();
      await examine(page);
    });
  });

  test('an empty wallet and empty orders', async ({ buyerPage: page }) => {
    await page.goto('/orders');
    await examine(page);
    await page.goto('/wallet');
    await examine(page);
  });

  test('a wallet with cards, and its dialog', async ({ buyerPage: page, saveCard, wallet }) => {
    await saveCard('pm_card_visa');
    await saveCard('pm_card_mastercard', { redisplay: 'unspecified' });
    await wallet.open();
    await examine(page);
    await wallet.askToRemove('4242');
    await examine(page);
  });

  test('the form for a new card', async ({ buyerPage: page, wallet }) => {
    await wallet.open();
    await wallet.addCard.click();
    await wallet.card.frame();
    await examine(page);
    await wallet.saveCard.click();
    await expect(await wallet.card.fieldError('number')).toBeVisible();
    await examine(page);
  });

  test('a print that one click buys', async ({ buyerPage: page, saveCard, product }) => {
    await saveCard('pm_card_visa');
    await product.open('dune-study');
    await expect(product.oneClick).toBeVisible();
    await examine(page);
  });

  test('checkout', async ({ buyerPage: page, saveCard, checkout }) => {
    await saveCard('pm_card_visa');
    await checkout.open({ product: 'tideline' });
    await checkout.choice('New card').check();
    await checkout.card.frame();
    await checkout.email();
    await examine(page);
  });

  test('orders: declined, paid, and in a list', async ({
    buyerPage: page,
    saveCard,
    product,
    order,
  }) => {
    await saveCard('pm_card_chargeCustomerFail');
    await saveCard('pm_card_mastercard');
    await product.payAtOnce('tideline');
    await order.id();
    await order.expectState('Visa •••• 0341: Your bank declined this card');
    await examine(page);
    await order.payWith('4444').click();
    await order.expectState('Paid');
    await examine(page);
    await page.getByRole('link', { name: 'Receipt' }).click();
    await expect(page.getByRole('article', { name: 'Receipt' })).toBeVisible();
    await examine(page);
    await page.goto('/orders');
    await expect(page.getByRole('article')).toHaveCount(1);
    await examine(page);
  });

  test('an order that waits for the bank', async ({
    context,
    buyer,
    saveCard,
    records,
    product,
    challenge,
  }) => {
    await saveCard('pm_card_authenticationRequired');
    await product.payAtOnce('tideline');
    await challenge.shown();
    const { id } = await records.onlyOrderOf(buyer.id);
    const later = await context.newPage();
    await new OrderPage(later).open(id);
    await new OrderPage(later).expectState('Confirming with your bank');
    await examine(later);
  });

  // Each for itself: every page is looked at three times, and together they outlast a test.
  const rooms = ['', '/orders', '/to-send', '/packing', '/inbox', '/mail', '/reconciliations'];
  rooms.push('/health', '/actions');
  for (const room of rooms) {
    test(`/desk${room}`, async ({ deskPage }) => {
      await new DeskPage(deskPage).open(room);
      await examine(deskPage);
    });
  }

  test('an order at the desk, and the dialog of its refund', async ({
    buyer,
    records,
    deskPage: desk,
    buyTideline,
  }) => {
    await buyTideline();
    const { id } = await records.onlyOrderOf(buyer.id);
    await new DeskPage(desk).open(`/orders/${id}`);
    await expect(desk.getByRole('table', { name: 'Attempts' })).toBeVisible();
    await examine(desk);
    await new DeskPage(desk).askForRefund();
    await examine(desk);
    await new DeskPage(desk).open(`/people/${buyer.id}`);
    await expect(desk.getByRole('heading', { name: 'Notes' })).toBeVisible();
    await examine(desk);
  });

  test('an event in the inbox', async ({ deskPage: page, saveCard }) => {
    // Attaching it is something that Stripe tells of.
    await saveCard('pm_card_visa');
    const told = page.getByRole('table').getByRole('link').first();
    await expect(async () => {
      await new DeskPage(page).open('/inbox');
      await expect(told).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await told.click();
    await expect(page.getByRole('group', { name: 'Payload' })).toBeVisible();
    await examine(page);
  });
});
