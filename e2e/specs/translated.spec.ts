import type Stripe from 'stripe';
import { insertPerson } from '../fixtures/person';
import { insertProduct, setPrice } from '../fixtures/product';
import type { Records } from '../fixtures/records';
import { expect, test } from '../fixtures/test';
import { translate, translateFromTheStart } from '../fixtures/translation';
import { Challenge } from '../kit/challenge';
import { CheckoutPage } from '../pages/checkout-page';
import { OrderPage } from '../pages/order-page';
import { ProductPage } from '../pages/product-page';
import { SignInPage } from '../pages/sign-in-page';
import { WalletPage } from '../pages/wallet-page';

/** How a translated page says that an order is paid. */
const PAID = '«Paid»';

test('on a translated page the button names the price that is charged, also after it changed', async ({
  page,
  db,
  buyer,
  saveCard,
  records,
  stripe,
}) => {
  const slug = await insertProduct(db, { amount: 4800, currency: 'eur' });
  await saveCard('pm_card_visa');
  await new ProductPage(page).open(slug);
  await translate(page);
  const panel = page.getByRole('region', { name: 'Buy this print' });
  const pay = panel.getByRole('button', { name: /Pay.*4242/ });
  await expect(pay).toContainText('«');
  await setPrice(db, slug, 6100);

  await pay.click();
  await expect(panel.getByRole('alert')).toContainText('The price has changed');
  expect(await records.ordersOf(buyer.id)).toHaveLength(0);
  await panel.getByRole('alert').getByRole('button').click();
  await expect(pay).toContainText('€61.00');
  await expect(panel).not.toContainText('€48.00');

  // Whatever else writes over the words: what it wrote is not agreed to.
  const label = pay.locator('[data-agreed]');
  await label.evaluate((element) => (element.textContent = 'Pay €16.00 with Visa •••• 4242'));
  await pay.click();
  await expect(panel.getByRole('alert')).toContainText('Nothing was sent');
  await expect(pay).toContainText('€61.00');
  expect(await records.ordersOf(buyer.id)).toHaveLength(0);

  await pay.click();
  await expect(page.getByRole('main').getByRole('status').first()).toContainText(PAID);
  expect(await chargedFor(buyer.id, { records, stripe })).toEqual({ amount: 6100, last4: '4242' });
});

test('translated from its first moment, checkout charges the card that its button names', async ({
  page,
  buyer,
  saveCard,
  records,
  stripe,
  complaints,
}) => {
  // React finds a page that it did not write, says so, and draws it anew.
  complaints.expect(/Minified React error #418/);
  await saveCard('pm_card_mastercard');
  await saveCard('pm_card_visa');
  await translateFromTheStart(page);
  await new CheckoutPage(page).open({ product: 'tideline' });
  const pay = page.getByRole('button', { name: /Pay.*€48\.00/ });
  await expect(pay).toContainText('•••• 4444');
  await page.getByRole('radio', { name: /4242/ }).check();
  await expect(pay).toContainText('•••• 4242');
  await page.getByRole('radio', { name: /New card/ }).check();
  await expect(pay).not.toContainText('••••');
  await page.getByRole('radio', { name: /4242/ }).check();
  await expect(pay).toContainText('•••• 4242');
  await expect(pay).not.toContainText('4444');

  await pay.click();
  await expect(page.getByRole('main').getByRole('status').first()).toContainText(PAID);
  expect(await chargedFor(buyer.id, { records, stripe })).toEqual({ amount: 4800, last4: '4242' });
});

test('a pre-order on translated pages: agreed, changed, and charged with what the desk reads', async ({
  page,
  db,
  buyer,
  saveCard,
  records,
  stripe,
  openBrowser,
  complaints,
}) => {
  // React finds a page that it did not write, says so, and draws it anew.
  complaints.expect(/Minified React error #418/);
  await saveCard('pm_card_visa');
  await new ProductPage(page).open('salt-ledger');
  await translate(page);
  await page.getByRole('button', { name: /Pre-order.*4242/ }).click();
  const state = page.getByRole('main').getByRole('status').first();
  await expect(state).toContainText('€96.00 is charged to Visa •••• 4242');
  const mastercard = await saveCard('pm_card_mastercard');
  await page.reload();
  await page.getByRole('button', { name: /Change to.*4444/ }).click();
  await expect(state).toContainText('€96.00 is charged to Mastercard •••• 4444');
  await expect(state).not.toContainText('4242');
  const order = await records.onlyOrderOf(buyer.id);
  expect(order.scheduledCardId).toBe(mastercard.id);

  const { page: desk } = await openBrowser();
  await new SignInPage(desk).enterAs(await insertPerson(db, 'staff'));
  await desk.goto(`/desk/orders/${order.id}`);
  await translate(desk);
  await desk.getByRole('button', { name: /Charge…/ }).click();
  const dialog = desk.getByRole('alertdialog');
  await expect(dialog).toContainText('«€96.00 is charged to Mastercard •••• 4444 now');
  await dialog.getByRole('button', { name: /Charge.*€96\.00/ }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('Paid');
  expect(await chargedFor(buyer.id, { records, stripe })).toEqual({ amount: 9600, last4: '4444' });
});

test('a translated order page tells when the bank has said yes elsewhere', async ({
  page,
  context,
  buyer,
  saveCard,
  records,
}) => {
  await saveCard('pm_card_authenticationRequired');
  await new ProductPage(page).open('tideline');
  await new ProductPage(page).oneClick.click();
  const challenge = new Challenge(page);
  await challenge.shown();
  const watching = await context.newPage();
  await new OrderPage(watching).open((await records.onlyOrderOf(buyer.id)).id);
  await translate(watching);
  const state = watching.getByRole('main').getByRole('status').first();
  await expect(state).toContainText('«Confirming with your bank»');
  await challenge.complete();
  await expect(state).toContainText(PAID);
  await expect(watching.getByRole('complementary', { name: 'This order' })).toContainText('3184');
});

test('the translated wallet removes the card that its question names', async ({
  page,
  buyer,
  saveCard,
  records,
}) => {
  await saveCard('pm_card_visa');
  const mastercard = await saveCard('pm_card_mastercard');
  const wallet = new WalletPage(page);
  await wallet.open();
  await translate(page);
  await page.getByRole('button', { name: /^Remove Visa/ }).click();
  await expect(wallet.dialog).toContainText('Mastercard •••• 4444 becomes your default card');
  await wallet.dialog.getByRole('button', { name: /Keep it/ }).click();
  await expect(wallet.dialog).toBeHidden();
  await page.getByRole('button', { name: /^Remove Mastercard/ }).click();
  await expect(wallet.dialog.getByRole('heading')).toContainText('•••• 4444');
  await expect(wallet.dialog).not.toContainText('4242');
  await wallet.dialog.getByRole('button', { name: /Remove card/ }).click();
  await expect(wallet.dialog).toBeHidden();
  await expect(wallet.toast('Mastercard •••• 4444 removed')).toBeVisible();
  await expect(wallet.tiles).toHaveCount(1);
  const gone = (await records.cardsOf(buyer.id)).filter(({ state }) => state !== 'active');
  expect(gone.map(({ id }) => id)).toEqual([mastercard.id]);
});

test('the translated desk gives back what its button says', async ({
  page,
  db,
  buyer,
  saveCard,
  records,
  stripe,
  openBrowser,
}) => {
  await saveCard('pm_card_visa');
  await new ProductPage(page).open('tideline');
  await new ProductPage(page).oneClick.click();
  const orderId = await new OrderPage(page).expectPaid();
  expect(await chargedFor(buyer.id, { records, stripe })).toMatchObject({ amount: 4800 });

  const { page: desk } = await openBrowser();
  await new SignInPage(desk).enterAs(await insertPerson(db, 'staff'));
  await desk.goto(`/desk/orders/${orderId}`);
  await translate(desk);
  const dialog = desk.getByRole('alertdialog');
  const ask = () => desk.getByRole('button', { name: /Refund…/ }).click();
  const refund = dialog.locator('button[type="submit"]');
  await ask();
  await expect(refund).toContainText('Refund €48.00');
  await dialog.getByRole('radio', { name: /A part/ }).check();
  await expect(refund).not.toContainText('48');
  // Faster than a translation answers: it comes back for what stood there some keys before.
  await dialog.getByRole('textbox').pressSequentially('12.50', { delay: 5 });
  await expect(refund).toContainText('Refund €12.50');
  await expect(dialog.getByRole('status').first()).toContainText('€35.50 is left to refund then');
  await refund.click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByRole('table', { name: /Refunds/ })).toContainText('€12.50');
  const payment = await records.onlyIntentOf(orderId);
  const back = await stripe.refunds.list({ payment_intent: payment });
  expect(back.data.map(({ amount }) => amount)).toEqual([1250]);
  await ask();
  await expect(refund).toContainText('Refund €35.50');
  await expect(dialog).not.toContainText('48.00');
});

/** What Stripe took for somebody's only order, and from which card. */
async function chargedFor(
  userId: string,
  { records, stripe }: { records: Records; stripe: Stripe },
) {
  const { id } = await records.onlyOrderOf(userId);
  const payment = await records.onlyIntentOf(id);
  const charges = await stripe.charges.list({ payment_intent: payment });
  const [charge, ...more] = charges.data.filter(({ paid }) => paid);
  if (!charge || more.length > 0) throw new Error('expected one charge');
  return { amount: charge.amount, last4: charge.payment_method_details?.card?.last4 };
}
