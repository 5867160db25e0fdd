import { Challenge } from '../kit/challenge';
import { OrderPage } from '../pages/order-page';
import { expect, test } from '../fixtures/test';

test('a tab closed in the middle of a challenge loses nothing: the order goes on', async ({
  page,
  context,
  buyer,
  saveCard,
  records,
  stripe,
  product,
  challenge,
}) => {
  await saveCard('pm_card_authenticationRequired');
  await product.payAtOnce('tideline');
  await challenge.shown();
  const { id: orderId } = await records.onlyOrderOf(buyer.id);
  const before = await records.onlyIntentOf(orderId);
  await page.close();

  const later = await context.newPage();
  const order = new OrderPage(later);
  await later.goto('/orders');
  await expect(later.getByRole('article')).toContainText('Waiting for your bank');
  await later.getByRole('link', { name: 'Tideline' }).click();
  await order.expectState('Confirming with your bank');
  await order.continueWithBank.click();
  await new Challenge(later).complete();

  await order.expectPaid();
  expect(await records.onlyIntentOf(orderId)).toBe(before);
  expect(await records.attemptsOf(orderId)).toHaveLength(1);
  const charges = await stripe.charges.list({ payment_intent: before });
  expect(charges.data.filter(({ paid }) => paid)).toHaveLength(1);
});

test('a challenge that fails is told as such, and can be tried again', async ({
  buyer,
  saveCard,
  records,
  complaints,
  product,
  order,
  challenge,
}) => {
  complaints.expect(/status of 402/);
  await saveCard('pm_card_authenticationRequired');
  await product.payAtOnce('tideline');
  await challenge.fail();

  const orderId = await order.id();
  await order.expectState(/^Visa •••• 3184: Your bank could not confirm that it is you$/);
  expect((await records.onlyOrderOf(buyer.id)).paymentState).toBe('declined');
  // Nobody has declined anything.
  await expect(order.payHeading('Try again, or use another card')).toBeVisible();
  await expect(
    order.timeline.filter({ hasText: 'your bank could not confirm that it is you' }),
  ).toBeVisible();
  await expect(order.timeline.filter({ hasText: 'declined' })).toHaveCount(0);

  await order.payWith('3184').click();
  await challenge.complete();
  await order.expectState('Paid');
  // The same order and the same payment, tried twice.
  await records.onlyIntentOf(orderId);
  const attempts = await records.attemptsOf(orderId);
  expect(attempts.map(({ outcome }) => outcome)).toEqual(['declined', 'succeeded']);
});

test('a challenge that is passed can still end in a decline', async ({
  buyer,
  saveCard,
  records,
  complaints,
  product,
  order,
  challenge,
}) => {
  complaints.expect(/status of 402/);
  await saveCard('pm_card_threeDSecureRequiredChargeDeclined');
  await product.payAtOnce('tideline');
  await challenge.complete();

  await order.id();
  await order.expectState(/: Your bank declined this card$/);
  expect((await records.onlyOrderOf(buyer.id)).paymentState).toBe('declined');
});

test('another card may be taken while the bank of the first one waits', async ({
  page,
  context,
  buyer,
  saveCard,
  records,
  stripe,
  product,
  challenge,
}) => {
  await saveCard('pm_card_authenticationRequired');
  await saveCard('pm_card_mastercard');
  await product.payAtOnce('tideline');
  await challenge.shown();
  const { id: orderId } = await records.onlyOrderOf(buyer.id);
  await page.close();

  const later = await context.newPage();
  const order = new OrderPage(later);
  await order.open(orderId);
  await order.payWith('4444').click();
  await order.expectState('Paid');

  const attempts = await records.attemptsOf(orderId);
  expect(attempts.map(({ outcome }) => outcome)).toEqual(['superseded', 'succeeded']);
  const [customer] = await records.customersOf(buyer.id);
  const charges = await stripe.charges.list({ customer: customer?.stripeCustomerId ?? '' });
  expect(charges.data.filter(({ paid }) => paid)).toHaveLength(1);
});

test('an order that waits for its bank can be canceled, and is not charged', async ({
  page,
  context,
  buyer,
  saveCard,
  records,
  stripe,
  product,
  challenge,
}) => {
  await saveCard('pm_card_authenticationRequired');
  await product.payAtOnce('tideline');
  await challenge.shown();
  const { id: orderId } = await records.onlyOrderOf(buyer.id);
  await page.close();

  const later = await context.newPage();
  const order = new OrderPage(later);
  await order.open(orderId);
  await order.cancel.click();
  await later.getByRole('alertdialog').getByRole('button', { name: 'Cancel order' }).click();
  await order.expectState('Canceled');
  const intent = await stripe.paymentIntents.retrieve(await records.onlyIntentOf(orderId));
  expect(intent.status).toBe('canceled');
});
