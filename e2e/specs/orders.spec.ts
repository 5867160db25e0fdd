import { randomUUID } from 'node:crypto';
import { supportCode } from '@/lib/domain/support-code';
import { findServerAction } from '../fixtures/action-manifest';
import { callAction } from '../fixtures/server-actions';
import { OrdersPage } from '../pages/orders-page';
import { SignInPage } from '../pages/sign-in-page';
import { SiteHeader } from '../pages/site-header';
import { expect, test } from '../fixtures/test';

test('a list without orders says what will stand there', async ({ buyerPage: page }) => {
  const orders = new OrdersPage(page);
  await orders.open();
  await expect(orders.empty).toBeVisible();
  await page.getByRole('link', { name: 'See the prints' }).click();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('article')).not.toHaveCount(0);
});

test('orders are listed with what they cost and where they stand, the newest first', async ({
  page,
  buyer,
  saveCard,
  records,
  product,
  order,
}) => {
  await saveCard('pm_card_visa');
  for (const slug of ['tideline', 'half-moon-press']) {
    await product.payAtOnce(slug);
    await order.expectPaid();
  }
  const orders = new OrdersPage(page);
  await orders.open();
  await expect(orders.rows).toHaveCount(2);
  await expect(orders.rows.first()).toContainText('Half Moon Press');
  await expect(orders.rows.first()).toContainText('¥7,200');
  await expect(orders.rows.last()).toContainText('€48.00');
  await expect(orders.rows.last()).toContainText('Paid');

  const [first] = await records.ordersOf(buyer.id);
  await page.getByRole('link', { name: 'Tideline' }).click();
  await expect(page).toHaveURL(`/orders/${first?.id}`);
});

test('the page of an order tells what happened, with a code to quote', async ({
  page,
  buyer,
  records,
  buyTideline,
  order,
}) => {
  await buyTideline();

  const { reference, receiptEmail, id } = await records.onlyOrderOf(buyer.id);
  await expect(page.getByRole('main')).toContainText(reference);
  await expect(order.facts).toContainText('€48.00');
  await expect(order.facts).toContainText(receiptEmail);
  await expect(order.timeline.first()).toContainText('Order placed');
  await expect(order.timeline.last()).toContainText('Paid with Visa •••• 4242');
  const told = await records.timelineOf(id);
  const last = told.findLast(({ requestId }) => requestId !== null)?.requestId;
  await page.getByRole('main').getByText('Details').click();
  await expect(page.getByRole('main')).toContainText(supportCode(last ?? 'no request'));
});

test('what Stripe tells by webhook appears on an open page by itself', async ({
  page,
  buyer,
  saveCard,
  records,
  stripe,
  order,
}) => {
  const card = await saveCard('pm_card_visa');
  const input = {
    subject: { purchaseId: randomUUID(), productSlug: 'tideline' },
    shown: { amount: 4800, currency: 'eur' },
    to: { addressId: buyer.addressId },
    receiptEmail: buyer.email,
    saveCardConsent: null,
  };
  await callAction(page.request, findServerAction('startPayment'), [buyer.id, input]);
  const { id: orderId } = await records.onlyOrderOf(buyer.id);
  // The page asks Stripe once, when it comes; whatever it learns later comes from our own record.
  const asked = page.waitForResponse((response) => response.request().method() === 'POST');
  await order.open(orderId);
  await order.expectState('Not paid yet');
  await asked;
  await page.evaluate(() => Object.assign(window, { isStillTheSamePage: true }));

  const intentId = await records.onlyIntentOf(orderId);
  await stripe.paymentIntents.confirm(intentId, {
    payment_method: card.stripePaymentMethodId,
    return_url: 'https://example.com/elsewhere',
  });

  await order.expectState('Paid');
  expect(await page.evaluate(() => 'isStillTheSamePage' in window)).toBe(true);
  await expect(order.buyAgain).toBeVisible();
});

test('a signed-out visitor sees no orders, and comes to the right one after sign-in', async ({
  page,
  buyer,
  buyTideline,
  order,
}) => {
  const orderId = await buyTideline();
  await new SiteHeader(page).signOut();
  await expect(new SiteHeader(page).signIn).toBeVisible();

  await order.open(orderId);
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(`/orders/${orderId}`)}`);
  await new SignInPage(page).submit(buyer);
  await expect(page).toHaveURL(`/orders/${orderId}`);
  await order.expectState('Paid');
});
