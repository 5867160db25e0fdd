import { expect, test } from '../fixtures/test';
import { OrderPage } from '../pages/order-page';
import { ProductPage } from '../pages/product-page';

test('what is done to the Stripe of one shop holds nobody up in another, on one stripe-local', async ({
  neighbour,
  buyer,
  saveCard,
  stripe,
  stripeLocal,
  product,
  order,
}) => {
  const there = await neighbour.buyer();
  await saveCard('pm_card_visa');
  await product.open('tideline');
  await stripeLocal.arm({ route: 'POST /v1/payment_intents', kind: 'hold' });
  await product.oneClick.click();
  await expect.poll(() => stripeLocal.holds()).toHaveLength(1);

  // Meanwhile somebody buys the same print there, and Stripe tells that shop of it.
  await new ProductPage(there.page).payAtOnce('tideline');
  await new OrderPage(there.page).expectPaid();
  expect(await stripeLocal.holds()).toHaveLength(1);

  await stripeLocal.endHolds('arrive');
  await order.expectPaid();
  const { data: mine } = await stripe.customers.list({ email: buyer.email });
  const { data: theirs } = await stripe.customers.list({ email: there.buyer.email });
  expect([mine.length, theirs.length]).toEqual([1, 0]);
});
