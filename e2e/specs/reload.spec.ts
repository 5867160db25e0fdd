import { keepOnItsWay, loseNextAnswer } from '../fixtures/action-requests';
import { insertProduct, setPrice } from '../fixtures/product';
import { expect, test as base } from '../fixtures/test';
import { testCards } from '../kit/test-cards';
import { PreorderPage } from '../pages/preorder-page';

const BOUGHT = 'You have bought this a moment ago, or begun to. Nothing was charged now.';
const AGAIN = 'Nothing was charged now.';
const ANOTHER = 'Pay €48.00 with Visa •••• 4242, for another copy';

type OfReloads = {
  /** How many orders `buyer` has, and what Stripe took for them. */
  expectBought: (orders: number, amounts: readonly number[]) => Promise<void>;
  /** What the page says of an order that is there already; follows its way there. */
  expectNamed: (orderId: string) => Promise<void>;
};

const test = base.extend<OfReloads>({
  expectBought: async ({ buyer, records, stripe }, use) =>
    use(async (orders, amounts) => {
      expect(await records.ordersOf(buyer.id)).toHaveLength(orders);
      const [customer] = await records.customersOf(buyer.id);
      const charges = await stripe.charges.list({ customer: customer?.stripeCustomerId ?? '' });
      const paid = charges.data.filter((charge) => charge.paid);
      expect(paid.map(({ amount }) => amount)).toEqual(amounts);
    }),
  expectNamed: async ({ page, records, order }, use) =>
    use(async (orderId) => {
      const alert = page.getByRole('main').getByRole('alert');
      await expect(alert).toContainText(BOUGHT);
      const { reference } = (await records.orderById(orderId)) ?? {};
      await expect(alert).toContainText(`It is order ${reference}.`);
      await alert.getByRole('link', { name: 'Go to the order' }).click();
      expect(await order.id()).toBe(orderId);
    }),
});

test('one click, loaded again while it is on its way, and after it was paid: one order', async ({
  page,
  saveCard,
  product,
  order,
  expectBought,
  expectNamed,
}) => {
  await saveCard('pm_card_visa');
  await product.open('tideline');
  const kept = await keepOnItsWay(page);
  await product.oneClick.click();
  const first = await kept();
  await page.reload();
  await product.oneClick.click();
  const orderId = await order.expectPaid();
  await first.deliver();
  await expectBought(1, [4800]);

  await page.goBack();
  await page.reload();
  await product.oneClick.click();
  await expectNamed(orderId);
  await expectBought(1, [4800]);

  // What a person may want as well, and says so: one more, and only one.
  await product.payAtOnce('tideline');
  await expect(product.anotherCopy).toHaveAccessibleName(ANOTHER);
  await product.anotherCopy.dblclick();
  expect(await order.expectPaid()).not.toBe(orderId);
  await expectBought(2, [4800, 4800]);
});

test('one click that was declined leads to its order, rather than beginning another', async ({
  page,
  buyer,
  saveCard,
  records,
  product,
  order,
  expectBought,
  expectNamed,
}) => {
  await saveCard('pm_card_chargeCustomerFail');
  await product.payAtOnce('tideline');
  await order.expectState(/declined/);
  const { id } = await records.onlyOrderOf(buyer.id);
  await page.goBack();
  await page.reload();
  await product.oneClick.click();
  await expectNamed(id);
  await order.expectState(/declined/);
  await expectBought(1, []);
});

test('a lost answer, and the page loaded again: it goes on with the same purchase', async ({
  page,
  saveCard,
  product,
  order,
  complaints,
  expectBought,
}) => {
  complaints.expect(/ERR_CONNECTION_RESET/);
  await saveCard('pm_card_visa');
  await product.open('tideline');
  await loseNextAnswer(page);
  await product.oneClick.click();
  await expect(product.alert).toContainText('We could not reach the shop');
  await page.reload();
  await product.oneClick.click();
  await order.expectPaid();
  await expect(page.getByText(AGAIN)).toBeVisible();
  await expectBought(1, [4800]);
});

test('a lost answer, and another price since: the page leads to the order, and does not go round', async ({
  page,
  db,
  saveCard,
  records,
  buyer,
  product,
  complaints,
  expectBought,
  expectNamed,
}) => {
  complaints.expect(/ERR_CONNECTION_RESET/);
  const slug = await insertProduct(db, { amount: 4800, currency: 'eur' });
  await saveCard('pm_card_visa');
  await product.open(slug);
  await loseNextAnswer(page);
  await product.oneClick.click();
  await expect(product.alert).toContainText('We could not reach the shop');
  await setPrice(db, slug, 6100);
  await page.reload();
  await product.oneClick.click();
  await expect(product.alert).toContainText('This page is out of date');
  await page.getByRole('button', { name: 'Show the page again' }).click();
  await expect(product.alert).toHaveCount(0);
  await product.oneClick.click();
  await expectNamed((await records.onlyOrderOf(buyer.id)).id);
  await expectBought(1, [4800]);
});

test('a typed card, loaded again on its way, after a decline, and after it was paid: one order', async ({
  page,
  buyer,
  records,
  checkout,
  order,
  complaints,
  expectBought,
}) => {
  // Stripe answers a refused card so, to its own frame.
  complaints.expect(/status of 402/);
  await checkout.open({ product: 'tideline' });
  await checkout.card.fill({ number: testCards.visa });
  const kept = await keepOnItsWay(page);
  await checkout.pay.click();
  const first = await kept();
  await page.reload();
  await checkout.card.fill({ number: testCards.declined });
  await checkout.pay.click();
  await expect(checkout.alert).toContainText('Your bank declined this card');
  await first.deliver();
  const { id } = await records.onlyOrderOf(buyer.id);

  await page.reload();
  await checkout.card.fill({ number: testCards.visa });
  await checkout.pay.click();
  expect(await order.expectPaid()).toBe(id);
  await expectBought(1, [4800]);

  await page.goBack();
  await page.reload();
  expect(await order.expectPaid()).toBe(id);

  // From the print's page once more, as somebody who does not know that it went through.
  await checkout.open({ product: 'tideline' });
  await checkout.card.fill({ number: testCards.visa });
  await checkout.pay.click();
  await expect(checkout.alert).toContainText(BOUGHT);
  await expectBought(1, [4800]);
  await checkout.anotherCopy.click();
  expect(await order.expectPaid()).not.toBe(id);
  await expectBought(2, [4800, 4800]);
});

test('a pre-order, loaded again on its way and after it was made: one copy', async ({
  page,
  saveCard,
  product,
  order,
  expectBought,
  expectNamed,
}) => {
  await saveCard('pm_card_visa');
  const { oneClick } = new PreorderPage(page);
  await product.open('salt-ledger');
  const kept = await keepOnItsWay(page);
  await oneClick.click();
  const first = await kept();
  await page.reload();
  await oneClick.click();
  const orderId = await order.id();
  await order.expectState('Pre-ordered');
  await first.deliver();
  await page.goBack();
  await page.reload();
  await oneClick.click();
  await expectNamed(orderId);
  await expectBought(1, []);

  await product.open('salt-ledger');
  await oneClick.click();
  await product.anotherCopy.click();
  await order.expectState('Pre-ordered');
  expect(await order.id()).not.toBe(orderId);
  await expectBought(2, []);
});
