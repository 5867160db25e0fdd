import { CheckoutPage } from '../pages/checkout-page';
import { OrderPage } from '../pages/order-page';
import { testCards } from '../kit/test-cards';
import { expect, test } from '../fixtures/test';

// What limits on cards that are tried out must leave alone: people who buy.

test('a security code that is mistyped twice, and then right, pays', async ({
  buyer,
  records,
  complaints,
  order,
  checkout,
}) => {
  complaints.expect(/status of 402/);
  await checkout.open({ product: 'tideline' });
  for (const cvc of ['321', '132']) {
    await checkout.card.fill({ number: testCards.wrongCvc, cvc });
    await checkout.pay.click();
    await expect(checkout.alert).toContainText('The security code is wrong');
    await expect(checkout.pay).toBeEnabled();
  }
  await checkout.card.fill({ number: testCards.visa });
  await checkout.pay.click();
  const orderId = await order.expectPaid();
  await records.onlyOrderOf(buyer.id);
  await records.onlyIntentOf(orderId);
});

test('another typed card after a decline pays the same payment', async ({
  buyer,
  records,
  complaints,
  order,
  checkout,
}) => {
  complaints.expect(/status of 402/);
  await checkout.open({ product: 'tideline' });
  await checkout.card.fill({ number: testCards.declined });
  await checkout.pay.click();
  await expect(checkout.alert).toContainText('Your bank declined this card');
  await checkout.card.fill({ number: testCards.mastercard });
  await checkout.pay.click();
  await records.onlyIntentOf(await order.expectPaid());
  await records.onlyOrderOf(buyer.id);
});

test('two tabs with a card form each pay both', async ({
  page,
  buyer,
  complaints,
  records,
  order,
  checkout,
}) => {
  complaints.expect(/status of 402/);
  const otherTab = await page.context().newPage();
  const [otherCheckout, otherOrder] = [new CheckoutPage(otherTab), new OrderPage(otherTab)];
  await checkout.open({ product: 'tideline' });
  await otherCheckout.open({ product: 'nine-windows' });
  await checkout.card.fill({ number: testCards.declined });
  await otherCheckout.card.fill({ number: testCards.declined });
  await checkout.pay.click();
  await expect(checkout.alert).toContainText('Your bank declined this card');
  await otherCheckout.pay.click();
  await expect(otherCheckout.alert).toContainText('Your bank declined this card');

  await checkout.card.fill({ number: testCards.visa });
  await otherCheckout.card.fill({ number: testCards.mastercard });
  await checkout.pay.click();
  await otherCheckout.pay.click();
  expect(await order.expectPaid()).not.toBe(await otherOrder.expectPaid());
  expect(await records.ordersOf(buyer.id)).toHaveLength(2);
});

test('a fourth tab gives up the first one’s form, which pays all the same when it is sent again', async ({
  page,
  buyer,
  complaints,
  records,
  order,
  checkout,
}) => {
  complaints.expect(/status of 402/);
  const decline = async (of: CheckoutPage, product: string) => {
    await of.open({ product });
    await of.card.fill({ number: testCards.declined });
    await of.pay.click();
    await expect(of.alert).toContainText('Your bank declined this card');
  };
  await decline(checkout, 'tideline');
  const orderId = new URL(page.url()).searchParams.get('order') ?? '';
  for (const product of ['nine-windows', 'orchard-rows', 'slow-orbit']) {
    await decline(new CheckoutPage(await page.context().newPage()), product);
  }
  await checkout.card.fill({ number: testCards.visa });
  await checkout.pay.click();
  expect(await order.expectPaid()).toBe(orderId);
  expect(await records.ordersOf(buyer.id)).toHaveLength(4);
  const [given, next] = await records.intentsOf(orderId);
  expect([given?.endedAt === null, next?.endedAt === null].sort()).toEqual([false, true]);
});
