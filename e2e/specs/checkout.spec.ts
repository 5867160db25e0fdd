import { OrderPage } from '../pages/order-page';
import { testCards } from '../kit/test-cards';
import { expect, test } from '../fixtures/test';

test('the receipt goes where the buyer says', async ({
  buyer,
  records,
  stripe,
  order,
  checkout,
}) => {
  await checkout.open({ product: 'tideline' });
  await checkout.setEmail('books@example.org');
  await checkout.card.fill({ number: testCards.visa });
  await checkout.pay.click();

  const orderId = await order.expectPaid();
  await expect(order.facts).toContainText('books@example.org');
  expect(await records.mailsOf(buyer.id)).toMatchObject([
    { kind: 'receipt', orderId, recipient: 'books@example.org' },
  ]);
  // Stripe would mail a second one.
  const intent = await stripe.paymentIntents.retrieve(await records.onlyIntentOf(orderId));
  expect(intent.receipt_email).toBeNull();
});

test('a decline loses nothing that was typed, and the corrected card pays the same order', async ({
  buyer,
  records,
  complaints,
  order,
  checkout,
}) => {
  complaints.expect(/status of 402/);
  await checkout.open({ product: 'tideline' });
  await checkout.setEmail('books@example.org');
  await checkout.card.fill({ number: testCards.wrongCvc, expiry: '0842', cvc: '314' });
  await checkout.pay.click();

  await expect(checkout.alert).toContainText('The security code is wrong');
  expect(await checkout.card.read()).toEqual({
    number: testCards.wrongCvc,
    expiry: '0842',
    cvc: '314',
  });
  await expect(await checkout.email()).toHaveValue('books@example.org');

  await checkout.card.retypeNumber(testCards.visa);
  await checkout.pay.click();
  const orderId = await order.expectPaid();
  await records.onlyOrderOf(buyer.id);
  await records.onlyIntentOf(orderId);
  const attempts = await records.attemptsOf(orderId);
  expect(attempts.map(({ outcome }) => outcome)).toEqual(['declined', 'succeeded']);
});

test('what is wrong with a field is said there, and nothing is sent', async ({
  buyer,
  records,
  checkout,
}) => {
  await checkout.open({ product: 'tideline' });
  await checkout.card.fill({ number: '4242424242424241', expiry: '0120' });
  await checkout.pay.click();

  await expect(await checkout.card.fieldError('number')).toHaveText('Your card number is invalid.');
  await expect(await checkout.card.fieldError('expiry')).toHaveText(
    /^Your card.s expiration year is in the past\.$/,
  );
  expect(await records.ordersOf(buyer.id)).toHaveLength(0);
});

test('a new card whose bank wants to be asked is asked in place', async ({
  buyer,
  records,
  order,
  checkout,
  challenge,
}) => {
  await checkout.open({ product: 'half-moon-press' });
  await checkout.card.fill({ number: testCards.asksAlways });
  await checkout.pay.click();
  await challenge.complete();
  await order.expectPaid();
  expect(await records.onlyOrderOf(buyer.id)).toMatchObject({ amount: 7200, currency: 'jpy' });
});

test('a saved card is chosen at checkout, and what was typed for another stays', async ({
  page,
  buyer,
  saveCard,
  records,
  product,
  checkout,
}) => {
  await saveCard('pm_card_visa');
  await saveCard('pm_card_mastercard');
  await product.open('tideline');
  await product.useAnotherCard.click();
  await expect(checkout.choice(/4242/)).toBeChecked();

  await checkout.choice('New card').check();
  await checkout.card.fill({ number: testCards.visa });
  await checkout.choice(/4444/).check();
  await checkout.choice('New card').check();
  expect((await checkout.card.read()).number).toBe(testCards.visa);

  await checkout.choice(/4444/).check();
  await expect(checkout.pay).toHaveAccessibleName('Pay €48.00 with Mastercard •••• 4444');
  await checkout.pay.click();
  await new OrderPage(page).expectPaid();
  const order = await records.onlyOrderOf(buyer.id);
  expect(await records.attemptsOf(order.id)).toMatchObject([{ kind: 'create', cardLast4: '4444' }]);
});

test('pressing twice pays once', async ({ buyer, records, stripe, order, checkout }) => {
  await checkout.open({ product: 'tideline' });
  await checkout.card.fill({ number: testCards.visa });
  await checkout.pay.dblclick();
  const orderId = await order.expectPaid();
  await records.onlyOrderOf(buyer.id);
  const charges = await stripe.charges.list({
    payment_intent: await records.onlyIntentOf(orderId),
  });
  expect(charges.data).toHaveLength(1);
});

test('checkout of nothing, or of what there is not, is not found', async ({
  buyerPage: page,
  complaints,
}) => {
  complaints.expect(/status of 404/);
  for (const query of ['', '?product=no-such-print', '?order=not-an-id']) {
    const response = await page.goto(`/checkout${query}`);
    expect(response?.status()).toBe(404);
  }
});
