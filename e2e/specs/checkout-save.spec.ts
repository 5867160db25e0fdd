import { savingWording } from '@/lib/domain/consent';
import { testCards } from '../kit/test-cards';
import { expect, test } from '../fixtures/test';

test('a new card pays, and leaves no trace in the wallet', async ({
  buyer,
  records,
  stripe,
  order,
  wallet,
  checkout,
}) => {
  await checkout.open({ product: 'tideline' });
  await expect(checkout.total).toContainText('€48.00');
  await expect(checkout.save).not.toBeChecked();
  await expect(await checkout.email()).toHaveValue(buyer.email);
  await checkout.card.fill({ number: testCards.visa });
  await expect(checkout.pay).toHaveAccessibleName('Pay €48.00');
  await checkout.pay.click();

  const orderId = await order.expectPaid();
  await expect(order.facts).toContainText('Visa ending in 4242');
  expect(await records.consentsOf(buyer.id)).toHaveLength(0);
  expect(await records.cardsOf(buyer.id)).toHaveLength(0);
  const intent = await stripe.paymentIntents.retrieve(await records.onlyIntentOf(orderId), {
    expand: ['payment_method'],
  });
  expect(intent).toMatchObject({
    amount: 4800,
    currency: 'eur',
    setup_future_usage: null,
    payment_method: { customer: null },
  });
  await wallet.open();
  await expect(wallet.empty).toBeVisible();
});

test('a new card that is saved pays the next print with one click', async ({
  buyer,
  records,
  stripe,
  product,
  order,
  checkout,
}) => {
  await checkout.open({ product: 'tideline' });
  await checkout.card.fill({ number: testCards.visa });
  await checkout.save.check();
  await checkout.pay.click();
  const orderId = await order.expectPaid();

  const wording = savingWording('save_card_while_paying', 'off_session');
  const consents = await records.consentsOf(buyer.id);
  expect(consents).toHaveLength(1);
  expect(consents[0]).toMatchObject({
    ...wording,
    kind: 'save_card_while_paying',
    orderId,
    withdrawnAt: null,
  });
  expect(Math.abs(Date.now() - (consents[0]?.createdAt ?? 0))).toBeLessThan(60_000);
  const [card] = await records.cardsOf(buyer.id);
  expect(card).toMatchObject({ last4: '4242', redisplay: 'always', setupUsage: 'off_session' });
  await expect
    .poll(async () => {
      const method = await stripe.paymentMethods.retrieve(card?.stripePaymentMethodId ?? '');
      return method.allow_redisplay;
    })
    .toBe('always');

  await product.open('half-moon-press');
  await expect(product.oneClick).toHaveAccessibleName('Pay ¥7,200 with Visa •••• 4242');
  await product.oneClick.click();
  expect(await order.expectPaid()).not.toBe(orderId);
});

test('a box that is unticked again saves nothing', async ({
  buyer,
  records,
  stripe,
  order,
  checkout,
}) => {
  await checkout.open({ product: 'tideline' });
  await checkout.card.fill({ number: testCards.visa });
  await checkout.save.check();
  await checkout.save.uncheck();
  await checkout.pay.click();
  const orderId = await order.expectPaid();

  expect(await records.cardsOf(buyer.id)).toHaveLength(0);
  expect(await records.consentsOf(buyer.id)).toHaveLength(0);
  const intent = await stripe.paymentIntents.retrieve(await records.onlyIntentOf(orderId));
  expect(intent.setup_future_usage).toBeNull();
});

test('a consent is taken back when the box is unticked before the second try', async ({
  buyer,
  records,
  complaints,
  order,
  checkout,
}) => {
  complaints.expect(/status of 402/);
  await checkout.open({ product: 'tideline' });
  await checkout.card.fill({ number: testCards.declined });
  await checkout.save.check();
  await checkout.pay.click();
  await expect(checkout.alert).toContainText('Your bank declined this card');
  expect(await records.consentsOf(buyer.id)).toMatchObject([{ withdrawnAt: null }]);

  await checkout.save.uncheck();
  await checkout.card.retypeNumber(testCards.visa);
  await checkout.pay.click();
  await order.expectPaid();
  expect(await records.consentsOf(buyer.id)).toMatchObject([{ withdrawnAt: expect.any(Number) }]);
  expect(await records.cardsOf(buyer.id)).toHaveLength(0);
});
