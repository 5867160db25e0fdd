import type { Locator, Page } from 'playwright/test';
import { expect, test } from '../fixtures/test';
import { SiteHeader } from '../pages/site-header';

/** Presses Tab until something has the focus, as somebody does who has no mouse. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < MOST_STOPS; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(target)} was not reached in ${MOST_STOPS} stops`);
}

/** More stops than any page has before its main button: the header, twelve prints and the footer. */
const MOST_STOPS = 40;

test('somebody without a mouse signs in, buys and reads that it is paid', async ({
  page,
  person,
  saveCard,
  product,
  order,
}) => {
  await saveCard('pm_card_visa');
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await tabTo(page, page.getByRole('banner').getByRole('link', { name: 'Sign in' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Email'));
  await page.keyboard.type(person.email);
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Password')).toBeFocused();
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible();

  await tabTo(page, page.locator('a[href="/products/tideline"]'));
  await page.keyboard.press('Enter');
  await tabTo(page, product.oneClick);
  await page.keyboard.press('Enter');
  await order.expectPaid();
  // Heard, whatever was looked at before.
  await expect(page).toHaveTitle(/^Paid: Tideline/);
  await expect(order.paidHeading('Tideline').locator('[tabindex]')).toBeFocused();
  await expect(page.getByRole('link', { name: 'Back to the shop' })).toBeVisible();
  await page.getByRole('main').getByText('Details').click();
  await expect(page.getByRole('main')).toContainText(/Support code: [0-9a-f]{8}/);
});

test('a dialog takes the focus to its least harmful choice and gives it back', async ({
  buyerPage: page,
  saveCard,
  wallet,
}) => {
  await saveCard('pm_card_visa');
  await wallet.open();
  const remove = wallet.tile('4242').getByRole('button', { name: /^Remove/ });
  await tabTo(page, remove);
  await page.keyboard.press('Enter');
  await expect(wallet.dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(wallet.dialog).toBeHidden();
  await expect(remove).toBeFocused();
});

test('the account’s menu opens by key, holds the focus while it is open, and gives it back', async ({
  buyerPage: page,
}) => {
  await page.goto('/orders');
  const opener = new SiteHeader(page).account;
  const menu = page.getByRole('dialog', { name: 'Account' });
  await tabTo(page, opener);
  await page.keyboard.press('Enter');
  await expect(menu.getByRole('button', { name: 'Sign out', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(menu).toBeVisible();
  await opener.click();
  await expect(menu).toBeHidden();
  await opener.click();
  await tabTo(page, menu.getByRole('button', { name: /everywhere/ }));
  await page.keyboard.press('Tab');
  await expect(menu).toBeHidden();
});

test('the account’s menu opens before any script has come', async ({ buyerPage: page }) => {
  await page.route('**/_next/static/chunks/*.js', () => undefined);
  await page.goto('/orders', { waitUntil: 'commit' });
  await new SiteHeader(page).account.click();
  await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible();
});

test('a word in passing is reached by key, taken by it, and leaves the focus where it was', async ({
  buyerPage: page,
  saveCard,
  wallet,
}) => {
  await saveCard('pm_card_visa');
  await wallet.open();
  await wallet.remove('4242');
  const word = wallet.toast('Visa •••• 4242 removed');
  await expect(wallet.tiles).toHaveCount(0);
  const section = page.getByRole('region', { name: 'Your cards' });
  await expect(section).toBeFocused();
  await page.keyboard.press('F6');
  await page.keyboard.press('Tab');
  await expect(word.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(word).toBeHidden();
  await expect(section).toBeFocused();
  await expect(wallet.tile('4242')).toBeVisible();
});
