import type { Page, Route } from 'playwright/test';
import { expect, test } from '../fixtures/test';
import { testCards } from '../kit/test-cards';
import { Challenge } from '../kit/challenge';
import { CheckoutPage } from '../pages/checkout-page';
import { OrderPage } from '../pages/order-page';
import { PreorderPage } from '../pages/preorder-page';
import { ProductPage } from '../pages/product-page';
import { WalletPage } from '../pages/wallet-page';

/** Whatever follows: a try after one that hangs has an address of its own. */
const SCRIPT = /\/(js|endive)\/stripe\.js/;
/** Our own scripts. */
const CHUNKS = '**/_next/static/chunks/*.js';
const FIELDS = '**/elements/payment.html';

const FORM_MISSING = 'The card form could not be loaded';
const QUESTION_MISSING = 'Your bank’s question could not be shown';

const block = (route: Route) => route.abort('blockedbyclient');
/** Never answered, and never given up; once, because an `unroute` would let it go on. */
const hang = () => undefined;
const blank = (route: Route) => route.fulfill({ contentType: 'text/javascript', body: '' });

/** Past all waiting for what comes from Stripe. */
const waitInVain = (page: Page) => page.clock.fastForward(16_000);
const again = (page: Page) => page.getByRole('button', { name: 'Try again' });

test.beforeEach(({ stripeLocal, complaints }) => {
  expect(stripeLocal).toBeDefined();
  complaints.expect(/ERR_BLOCKED_BY_CLIENT|ERR_INTERNET_DISCONNECTED/);
});

test('blocked in the wallet, the form says so, can be left, and comes when it is tried again', async ({
  buyerPage: page,
}) => {
  await page.route(SCRIPT, block);
  const wallet = new WalletPage(page);
  await wallet.open();
  await wallet.addCard.click();
  await expect(wallet.alert).toContainText(FORM_MISSING);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(wallet.alert).toBeHidden();
  await wallet.addCard.click();
  await expect(wallet.alert).toContainText(FORM_MISSING);
  await page.unroute(SCRIPT);
  // A blocker's other way: an answer with nothing in it.
  await page.route(SCRIPT, blank);
  await again(page).click();
  await expect(wallet.alert).toContainText(FORM_MISSING);
  await page.unroute(SCRIPT);
  await again(page).click();
  await wallet.card.fill({ number: testCards.visa });
  await wallet.saveCard.click();
  await expect(wallet.tile('4242')).toBeVisible();
});

test('where our own form does not come, the wallet says so, begins nothing, and has it at the next press', async ({
  buyerPage: page,
  buyer,
  records,
}) => {
  const wallet = new WalletPage(page);
  await wallet.open();
  await page.route(CHUNKS, block);
  await wallet.addCard.click();
  await expect(wallet.alert).toContainText('We could not reach the shop');
  expect(await records.customersOf(buyer.id)).toEqual([]);
  await page.unroute(CHUNKS);
  await wallet.addCard.click();
  await wallet.card.fill({ number: testCards.visa });
  await wallet.saveCard.click();
  await expect(wallet.tile('4242')).toBeVisible();
});

test('Stripe.js comes to the wallet when somebody comes near its form, and not before', async ({
  buyerPage: page,
}) => {
  const wallet = new WalletPage(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const isThere = () => asked.some((address) => SCRIPT.test(address));
  await wallet.open();
  await expect(wallet.addCard).toBeVisible();
  expect(isThere()).toBe(false);
  await wallet.addCard.hover();
  await expect.poll(isThere).toBe(true);
  await expect(wallet.saveCard).toBeHidden();
});

test('hanging at checkout, it is waited for, given up, and loaded anew; nothing contradicts that', async ({
  buyerPage: page,
}) => {
  await page.clock.install();
  await page.route(SCRIPT, hang, { times: 1 });
  const checkout = new CheckoutPage(page);
  await checkout.open({ product: 'tideline' });
  await checkout.pay.click();
  await expect(checkout.alert).toContainText('It is still loading');
  await waitInVain(page);
  await expect(checkout.alert).toContainText(FORM_MISSING);
  await expect(checkout.alert).toHaveCount(1);
  await checkout.pay.click();
  await expect(checkout.alert).toHaveCount(1);
  await expect(checkout.alert).toBeFocused();
  await page.clock.resume();
  await again(page).click();
  await checkout.card.fill({ number: testCards.visa });
  await expect(checkout.alert).toHaveCount(0);
  await checkout.pay.click();
  await new OrderPage(page).expectPaid();
});

test('where only the fields hang, the pre-order’s form is given up, too, and comes anew', async ({
  buyerPage: page,
}) => {
  await page.clock.install();
  await page.route(FIELDS, hang, { times: 1 });
  await new CheckoutPage(page).open({ product: 'salt-ledger' });
  const checkout = new CheckoutPage(page);
  await checkout.email();
  await waitInVain(page);
  await expect(checkout.alert).toContainText(FORM_MISSING);
  await page.clock.resume();
  await again(page).click();
  await checkout.card.fill({ number: testCards.visa });
  await expect(checkout.alert).toHaveCount(0);
  await new PreorderPage(page).submit.click();
  await new OrderPage(page).expectState('Pre-ordered');
});

test('a bank’s question that cannot be shown charges nothing, and is asked when it can be', async ({
  buyerPage: page,
  buyer,
  saveCard,
  records,
  stripe,
}) => {
  await saveCard('pm_card_authenticationRequired');
  await page.route(SCRIPT, block);
  const product = new ProductPage(page);
  await product.open('tideline');
  await product.oneClick.click();
  await expect(product.alert).toContainText(QUESTION_MISSING);
  await expect(product.alert).toContainText('Nothing was charged');
  const { id, paymentState } = await records.onlyOrderOf(buyer.id);
  expect(paymentState).toBe('authenticating');

  // The order's page has the same words, and the same way on.
  await page.getByRole('link', { name: 'Go to your order' }).click();
  const order = new OrderPage(page);
  await order.expectState('Confirming with your bank');
  await order.continueWithBank.click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(QUESTION_MISSING);
  await page.unroute(SCRIPT);
  await again(page).click();
  await new Challenge(page).complete();
  await order.expectPaid();
  const charges = await stripe.charges.list({ payment_intent: await records.onlyIntentOf(id) });
  expect(charges.data.filter(({ paid }) => paid)).toHaveLength(1);
});

test('a question that hangs for ever has words and a way on', async ({
  buyerPage: page,
  buyer,
  saveCard,
  records,
}) => {
  await saveCard('pm_card_authenticationRequired');
  await page.clock.install();
  await page.route(SCRIPT, hang, { times: 1 });
  const product = new ProductPage(page);
  await product.open('tideline');
  await product.oneClick.click();
  await expect.poll(async () => (await records.ordersOf(buyer.id)).length).toBe(1);
  await expect.poll(() => page.evaluate(() => document.scripts.length > 0)).toBe(true);
  await page.clock.fastForward(21_000);
  await expect(product.alert).toContainText(QUESTION_MISSING);
  await page.route('**/3ds/**', hang);
  await page.clock.resume();
  await again(page).click();
  await expect(page.getByTitle('3D Secure authentication')).toBeAttached();
  await page.clock.fastForward(21_000);
  await expect(page.getByText('This takes longer than usual')).toBeAttached();
});

test('a connection that is lost before the card is confirmed loses nothing, and charges once', async ({
  buyerPage: page,
  buyer,
  records,
  stripe,
}) => {
  const checkout = new CheckoutPage(page);
  await checkout.open({ product: 'tideline' });
  await checkout.card.fill({ number: testCards.visa });
  await page.route(/\/v1\/payment_intents\//, (route) => route.abort('internetdisconnected'));
  await checkout.pay.click();
  await expect(checkout.alert).toContainText('Our payment provider could not be reached');
  await expect(checkout.alert).toHaveCount(1);
  expect((await checkout.card.read()).number).toBe(testCards.visa);
  await page.unroute(/\/v1\/payment_intents\//);
  await checkout.pay.click();
  const id = await new OrderPage(page).expectPaid();
  expect((await records.onlyOrderOf(buyer.id)).id).toBe(id);
  const charges = await stripe.charges.list({ payment_intent: await records.onlyIntentOf(id) });
  expect(charges.data.filter(({ paid }) => paid)).toHaveLength(1);
});
