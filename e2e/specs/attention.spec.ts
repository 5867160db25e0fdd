import type { Page } from 'playwright/test';
import { insertPerson, type Person } from '../fixtures/person';
import { DeskPage } from '../pages/desk-page';
import { OrderPage } from '../pages/order-page';
import { ProductPage } from '../pages/product-page';
import { SignInPage } from '../pages/sign-in-page';
import { expect, test as base } from '../fixtures/test';
import { thisStripe } from '../setup/this-stripe';

const test = base.extend<{ staff: Person; deskPage: Page }>({
  staff: async ({ db }, use) => use(await insertPerson(db, 'staff')),
  deskPage: async ({ openBrowser, staff }, use) => {
    const { page } = await openBrowser();
    await new SignInPage(page).enterAs(staff);
    await use(page);
  },
});

test('a refund that fails after it was done is told on both sides, until it is dealt with', async ({
  page,
  buyer,
  saveCard,
  records,
  stripe,
  stripeLocal,
  deskPage,
  staff,
}) => {
  test.skip(!thisStripe.isLocal, 'time passes at the local Stripe');
  await saveCard('pm_card_refundFail');
  await new ProductPage(page).open('tideline');
  await new ProductPage(page).oneClick.click();
  const order = new OrderPage(page);
  const orderId = await order.expectPaid();
  const { reference } = await records.onlyOrderOf(buyer.id);
  const payment = await records.onlyIntentOf(orderId);
  await stripe.refunds.create({ payment_intent: payment, amount: 1200 });
  const kinds = async () => (await records.mailsOf(buyer.id)).map(({ kind }) => kind);
  await expect.poll(kinds).toContain('refunded');
  await stripeLocal.advance(10);
  await expect.poll(kinds).toContain('refund_failed');

  await page.reload();
  await order.expectState('Paid');
  const told = page.getByText(
    `A refund of €12.00 did not reach your card. We will write to ${buyer.email}`,
  );
  await expect(told).toBeVisible();

  const desk = new DeskPage(deskPage);
  await desk.open('/health');
  await deskPage.getByRole('link', { name: 'Owed and not dealt with' }).click();
  await deskPage.getByRole('link', { name: reference }).click();
  const section = deskPage.getByRole('region', { name: 'Needs attention' });
  await expect(section).toContainText('A refund did not arrive: €12.00');
  await expect(section).toContainText('Refund it again');
  const dealtWith = section.getByRole('button', { name: 'Dealt with' });
  await dealtWith.click();
  await expect(section.getByLabel('What was done')).toBeFocused();
  await expect(section).toContainText('Say in a few words what was done.');
  await section.getByLabel('What was done').fill('Sent by bank transfer.');
  await dealtWith.dblclick();

  const closed = deskPage.getByRole('region', { name: 'Dealt with' });
  await expect(closed).toContainText('Sent by bank transfer.');
  await expect(closed).toContainText(`Dealt with by ${staff.email}`);
  await expect(section).toHaveCount(0);
  await expect(desk.row('What staff did', 'Deal with')).toContainText('Sent by bank transfer.');
  expect(await records.actionsBy(staff.id)).toHaveLength(1);

  await desk.open(`?q=${reference}&show=needs_attention`);
  await expect(deskPage.getByText('Nothing fits')).toBeVisible();
  await page.reload();
  await order.expectState('Paid');
  await expect(told).toHaveCount(0);
});
