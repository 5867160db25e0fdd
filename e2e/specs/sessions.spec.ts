import { findSession } from '@/db/queries/sessions';
import { nobodys } from '../fixtures/action-inputs';
import { ageSession, changeSession } from '../fixtures/session-rows';
import { expect, test } from '../fixtures/test';
import { cookieOf, NOTHING, worthOf } from '../fixtures/worth-of-session';
import { DeskPage } from '../pages/desk-page';
import { SignInPage } from '../pages/sign-in-page';
import { SiteHeader } from '../pages/site-header';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test('signing in again in the same browser ends the session that it had', async ({
  page,
  context,
  buyer,
  request,
}) => {
  const copy = await cookieOf(context);
  await page.goto('/sign-in?error=prove_again&next=%2Fwallet');
  await new SignInPage(page).submit(buyer);
  await expect(page).toHaveURL('/wallet');
  expect(await worthOf(request, copy, buyer)).toEqual(NOTHING);
});

test('a session lasts from visit to visit, to an end; what a page asks by itself is no visit', async ({
  page,
  buyer,
  db,
}) => {
  const seen = async () => (await findSession(db.read, buyer.sessionId))?.session.lastSeenAt ?? 0;
  await ageSession(db, buyer.sessionId, 29 * DAY);
  const before = await seen();
  await page.request.get(`/api/orders/${nobodys().orderId}?for=${buyer.id}`);
  await page.request.get('/api/auth/session');
  expect(await seen()).toBe(before);

  await page.goto('/orders');
  await expect(page).toHaveURL('/orders');
  expect(await seen()).toBeGreaterThan(before + 28 * DAY);

  // Visited a moment ago, and over all the same.
  await changeSession(db, buyer.sessionId, { endsAt: Date.now() });
  await page.goto('/wallet');
  await expect(page).toHaveURL('/sign-in?next=%2Fwallet');
});

test('signing out leaves nothing of the last person in the document, nor behind Back', async ({
  page,
  buyer,
}) => {
  const header = new SiteHeader(page);
  await page.goto('/orders');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Wallet' })
    .click();
  await expect(page).toHaveURL('/wallet');
  await page.evaluate((person) => {
    document.documentElement.dataset.before = 'the same document';
    sessionStorage.setItem(`purchase of tideline by ${person}`, '{}');
  }, buyer.id);

  await header.signOut();
  await expect(header.signIn).toBeVisible();
  await expect(page).toHaveURL('/');
  await expect(page.locator('html')).not.toHaveAttribute('data-before');
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  expect(await page.content()).not.toContain(buyer.name);

  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fwallet$/);
  expect(await page.content()).not.toContain(buyer.name);
});

test('a refund asks who somebody is after a while, and goes on with what was typed', async ({
  deskPage,
  staff,
  buyTideline,
  records,
  db,
  request,
}) => {
  const orderId = await buyTideline();
  await ageSession(db, staff.sessionId, 31 * MINUTE);
  const copy = await cookieOf(deskPage.context());
  const desk = new DeskPage(deskPage);
  await desk.open(`/orders/${orderId}`);
  await desk.askForRefund();
  const dialog = desk.refundDialog;
  await dialog.getByRole('radio', { name: 'A part' }).check();
  await dialog.getByLabel('Amount in EUR').fill('12.50');
  await desk.refundButton('€12.50').click();

  const password = dialog.getByLabel('Your password');
  await expect(password).toBeFocused();
  await expect(dialog.getByRole('alert')).toContainText('Nothing has happened yet');
  await password.fill('not the password');
  await password.press('Enter');
  await expect(password).toHaveAccessibleDescription(/That is not your password/);
  expect(await records.refundsOf(orderId)).toEqual([]);

  await password.fill(staff.password);
  await password.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(desk.row('Refunds', '€12.50')).toBeVisible();
  expect(await records.refundsOf(orderId)).toMatchObject([{ amount: 1250 }]);
  // A proof makes nobody stronger who has a copy of the session from before.
  expect(await worthOf(request, copy, staff)).toEqual(NOTHING);

  await desk.askForRefund();
  await desk.refundButton('€35.50').click();
  await expect(dialog).toHaveCount(0);
  await expect(desk.row('Refunds', '€35.50')).toBeVisible();
});
