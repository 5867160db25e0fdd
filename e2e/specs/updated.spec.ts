import type { Page } from 'playwright/test';
import { deployAnother, UNKNOWN_ACTION } from '../fixtures/action-requests';
import { findServerAction } from '../fixtures/action-manifest';
import { nobodys, inputs } from '../fixtures/action-inputs';
import { callAction } from '../fixtures/server-actions';
import { expect, test } from '../fixtures/test';
import { testCards } from '../kit/test-cards';
import { DeskPage } from '../pages/desk-page';
import { SignInPage } from '../pages/sign-in-page';
import { SiteHeader } from '../pages/site-header';

const UPDATED = 'The shop was updated while this page was open';

const loadAgain = (page: Page) => page.getByRole('button', { name: 'Load the page again' });
/** The page that is about to go still has its buttons. */
async function takeTheWayOn(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load');
  await loadAgain(page).click();
  await loaded;
}
const choice = (page: Page, name: RegExp) => page.getByRole('radio', { name });

test.beforeEach(({ complaints }) => {
  // What the browser writes down of an action that the server does not know.
  complaints.expect(/status of 409|UnrecognizedActionError|was not found on the server/);
});

test('one click of a page that is older than the server says so, and goes on with the same purchase', async ({
  page,
  buyer,
  saveCard,
  records,
  product,
  order,
}) => {
  await saveCard('pm_card_visa');
  await product.open('tideline');
  const end = await deployAnother(page);
  const sent = page.waitForRequest((request) => request.headers()['next-action'] !== undefined);
  await product.oneClick.click();
  const body = (await sent).postData() ?? '';
  await expect(product.alert).toContainText(UPDATED);
  await expect(product.alert).toContainText('Nothing was charged');
  expect(await records.ordersOf(buyer.id)).toEqual([]);
  await end();
  await takeTheWayOn(page);
  await product.oneClick.click();
  await order.expectPaid();
  expect(body).toContain((await records.onlyOrderOf(buyer.id)).purchaseId);
});

test('checkout keeps the purchase and the card that was chosen', async ({
  page,
  buyer,
  saveCard,
  records,
  checkout,
  order,
}) => {
  await saveCard('pm_card_mastercard');
  await saveCard('pm_card_visa');
  await checkout.open({ product: 'tideline' });
  for (const [name, type] of [
    [/New card/, () => checkout.card.fill({ number: testCards.visa })],
    [/4242/, () => Promise.resolve()],
  ] as const) {
    await choice(page, name).check();
    await type();
    const end = await deployAnother(page);
    await checkout.pay.click();
    await expect(checkout.alert).toContainText(UPDATED);
    await end();
    await takeTheWayOn(page);
    await expect(choice(page, name)).toBeChecked();
    await expect(checkout.alert).toHaveCount(0);
  }
  expect(await records.ordersOf(buyer.id)).toEqual([]);
  await checkout.pay.click();
  await order.expectPaid();
  await expect(order.facts).toContainText('Visa ending in 4242');
});

test('signing in says so, and works when the page has been loaded again', async ({
  page,
  person,
}) => {
  const signIn = new SignInPage(page);
  await signIn.open('/orders');
  const end = await deployAnother(page);
  await signIn.submit(person);
  await expect(signIn.alert).toContainText(UPDATED);
  await end();
  await takeTheWayOn(page);
  await expect(signIn.alert).toHaveCount(0);
  await signIn.submit(person);
  await expect(page).toHaveURL('/orders');

  // Signing out is no server action: a page of any age can do it.
  await deployAnother(page);
  await new SiteHeader(page).signOut();
  await expect(new SiteHeader(page).signIn).toBeVisible();
});

test('the wallet and the desk say so, and have done nothing', async ({
  page,
  buyTideline,
  buyer,
  records,
  wallet,
  deskPage,
}) => {
  const orderId = await buyTideline();
  await wallet.open();
  await deployAnother(page);
  await wallet.remove('4242');
  await expect(wallet.alert).toContainText(UPDATED);
  await expect(loadAgain(page)).toBeVisible();
  expect(await records.cardsOf(buyer.id)).toMatchObject([{ state: 'active' }]);

  const desk = new DeskPage(deskPage);
  await desk.open(`/orders/${orderId}`);
  await deployAnother(deskPage);
  await desk.askForRefund();
  await desk.refundButton('€48.00').click();
  await expect(desk.refundDialog.getByRole('alert')).toContainText(UPDATED);
  await expect(loadAgain(deskPage)).toBeVisible();
  expect(await records.refundsOf(orderId)).toEqual([]);
});

test('the server tells an action that it does not know from one that failed', async ({
  page,
  buyer,
}) => {
  const known = findServerAction('buyWithCard');
  const input = inputs.buyWithCard?.(nobodys());
  const { status, text } = await callAction(page.request, { ...known, id: UNKNOWN_ACTION }, [
    buyer.id,
    input,
  ]);
  expect({ status, text }).toEqual({ status: 409, text: 'Server Action unavailable.' });
});

for (const [kind, fields] of Object.entries({
  'by its id': { [`$ACTION_ID_${UNKNOWN_ACTION}`]: '' },
  'with arguments of its page': {
    $ACTION_REF_1: '',
    '$ACTION_1:0': `{"id":"${UNKNOWN_ACTION}","bound":"$@1"}`,
    '$ACTION_1:1': '["x"]',
  },
})) {
  test(`a form without script that names an old action ${kind} gets a page with words and a way on`, async ({
    page,
  }) => {
    const answer = await page.request.post('/sign-in?next=%2Fwallet', { multipart: fields });
    expect(answer.status()).toBe(200);
    const text = await answer.text();
    expect(text).toContain('Your page was older than the shop, so nothing was done');
    expect(text).toContain('href="/sign-in?next=%2Fwallet"');
  });
}

test('a form without script whose action is known is sent on as ever', async ({ page }) => {
  const { id } = findServerAction('signInWithGitHub');
  const answer = await page.request.post('/sign-in', {
    multipart: { [`$ACTION_ID_${id}`]: '' },
    maxRedirects: 0,
  });
  expect(answer.headers().location ?? '').not.toContain('/updated');
});
