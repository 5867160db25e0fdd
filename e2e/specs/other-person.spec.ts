import type { BrowserContext, Page } from 'playwright/test';
import { inputs, nobodys, staffInputs } from '../fixtures/action-inputs';
import { findServerAction } from '../fixtures/action-manifest';
import { insertPerson, type Person } from '../fixtures/person';
import { callAction } from '../fixtures/server-actions';
import { signIn } from '../fixtures/session';
import { expect, test } from '../fixtures/test';
import { OrderPage } from '../pages/order-page';
import { ProductPage } from '../pages/product-page';
import { SignInPage } from '../pages/sign-in-page';

import { SiteHeader } from '../pages/site-header';
import { WalletPage } from '../pages/wallet-page';

/**
 * Signs another person in at the same browser, in a tab of their own; the first tab stays as it is.
 * One cookie takes the place of the other: a page that asks by itself meets nobody in between.
 */
async function comesNext(context: BrowserContext, person: Person): Promise<Page> {
  await signIn(context, person);
  const tab = await context.newPage();
  await tab.goto('/orders');
  return tab;
}

const saysWhoIsSignedIn = (page: Page, { name }: Person) =>
  expect(
    page.getByRole('alert').filter({ hasText: `You are signed in as ${name} now.` }),
  ).toBeVisible();

test('an action is done for the person whom its page was drawn for, or not at all', async ({
  page,
  buyer,
  stranger,
}) => {
  // The wrapper of all judges what is not even an id: one action stands for the others there.
  const junk = (name: string) => (name === 'buyWithCard' ? [null, '', 7, {}, `${buyer.id} `] : []);
  for (const [name, input] of Object.entries({ ...inputs, ...staffInputs })) {
    for (const drawnFor of [stranger.id, undefined, ...junk(name)]) {
      const args = [drawnFor, input(nobodys())];
      const { result } = await callAction(page.request, findServerAction(name), args);
      expect(result, `${name} for ${JSON.stringify(drawnFor)}`).toEqual({
        ok: false,
        code: 'other_person',
        signedIn: { name: buyer.name },
      });
    }
  }
});

test('one click of a page that was shown to somebody else buys nothing, and says how to go on', async ({
  page,
  context,
  buyer,
  stranger,
  saveCard,
  records,
}) => {
  await saveCard('pm_card_visa');
  await saveCard('pm_card_mastercard', { of: stranger });
  const product = new ProductPage(page);
  await product.open('tideline');
  await comesNext(context, stranger);
  await product.oneClick.click();
  await saysWhoIsSignedIn(page, stranger);
  expect(await records.ordersOf(buyer.id)).toEqual([]);
  expect(await records.ordersOf(stranger.id)).toEqual([]);

  await page.getByRole('link', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Somebody else is signed in');
  await expect(new SiteHeader(page).account).toContainText(stranger.name);
  await page.getByRole('link', { name: `Go on as ${stranger.name}` }).click();
  await expect(page).toHaveURL('/products/tideline');
  await expect(product.oneClick).toContainText('4444');
});

test('whoever was there before signs in again, where they were', async ({
  page,
  context,
  buyer,
  stranger,
  saveCard,
}) => {
  await saveCard('pm_card_visa');
  await new WalletPage(page).open();
  await comesNext(context, stranger);
  await page.goto('/other-person?next=%2Fwallet');
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
  await expect(page).toHaveURL('/sign-in?next=%2Fwallet');
  await new SignInPage(page).submit(buyer);
  await expect(page).toHaveURL('/wallet');
  await expect(page.getByText('4242').first()).toBeVisible();
});

test('an order that is watched is not told about to somebody else', async ({
  page,
  context,
  buyer,
  stranger,
  saveCard,
  records,
  complaints,
}) => {
  // The answer to the page that watches.
  complaints.expect(/status of 409/);
  await saveCard('pm_card_authenticationRequired');
  await new ProductPage(page).open('tideline');
  await new ProductPage(page).oneClick.click();
  await expect(page.frameLocator('iframe').first().locator('body')).toBeAttached();
  const { id: orderId } = await records.onlyOrderOf(buyer.id);
  const watching = await context.newPage();
  await new OrderPage(watching).open(orderId);
  await comesNext(context, stranger);
  const state = await watching.request.get(`/api/orders/${orderId}?for=${buyer.id}`);
  expect(state.status()).toBe(409);
  await expect(watching.getByText('This page was shown to somebody else')).toBeVisible();
});

test('a bank sends back the person who left for it, and nobody else', async ({
  context,
  buyer,
  stranger,
}) => {
  const next = await comesNext(context, stranger);
  for (const path of [
    `/orders/${nobodys().orderId}/return?for=${buyer.id}&payment_intent_client_secret=pi_1_secret_2`,
    `/wallet/return?for=${buyer.id}&setup_intent=seti_1&setup_intent_client_secret=seti_1_secret_2`,
    `/wallet/return?setup_intent=seti_1`,
  ]) {
    await next.goto(path);
    await expect(next).toHaveURL(/\/other-person\?next=/);
    expect(next.url()).not.toContain('secret');
    await expect(next.getByText(`You are signed in as ${stranger.name}`)).toBeVisible();
  }
});

for (const everywhere of [false, true]) {
  test(`signing out${everywhere ? ' everywhere' : ''} in an old page signs nobody else out`, async ({
    page,
    context,
    buyerPage,
    stranger,
  }) => {
    await buyerPage.goto('/orders');
    const next = await comesNext(context, stranger);
    await new SiteHeader(buyerPage).signOut({ everywhere });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Somebody else is signed in');
    await next.goto('/wallet');
    await expect(new SiteHeader(next).account).toContainText(stranger.name);
  });
}

test("the header follows who is signed in, when the next page is somebody else's", async ({
  page,
  context,
  buyer,
  stranger,
}) => {
  const header = new SiteHeader(page);
  await page.goto('/orders');
  await expect(header.account).toContainText(buyer.name);
  await comesNext(context, stranger);
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Wallet' })
    .click();
  await expect(page).toHaveURL('/wallet');
  await expect(header.account).toContainText(stranger.name);
});

test('a page of the desk is of the member of staff whom it was drawn for', async ({
  page,
  context,
  db,
}) => {
  const [first, second] = [await insertPerson(db, 'staff'), await insertPerson(db, 'staff')];
  await new SignInPage(page).enterAs(first, '/desk/orders');
  await comesNext(context, second);
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  await expect(page).toHaveURL('/other-person?next=%2Fdesk%2Forders');
});
