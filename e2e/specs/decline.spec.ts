import { testCards } from '../kit/test-cards';
import { expect, test } from '../fixtures/test';

type Decline = {
  card: keyof typeof testCards;
  words: string;
  /** The field of Stripe's form that it is about. */
  field?: 'expiry' | 'cvc';
  /** What then heads the buttons that pay. */
  next?: string;
  past?: string;
};

const declines: Decline[] = [
  {
    card: 'insufficientFunds',
    words: 'There is not enough money on this card',
    past: 'Payment declined with Visa •••• 9995: not enough money on it',
  },
  {
    card: 'expired',
    words: 'This card has expired',
    field: 'expiry',
    past: 'Payment declined with Visa •••• 0069: it has expired',
  },
  {
    card: 'wrongCvc',
    words: 'The security code is wrong',
    field: 'cvc',
    next: 'Pay for this order',
    past: 'Payment declined with Visa •••• 0127: the security code was wrong',
  },
  {
    card: 'processingError',
    words: 'Your bank did not answer',
    next: 'Try again, or use another card',
    past: 'Not paid with Visa •••• 0119: your bank did not answer',
  },
  { card: 'overLimit', words: 'This card has reached its limit' },
  { card: 'declined', words: 'Your bank declined this card' },
  // Not told apart from the one above: that would help whoever tries stolen cards.
  { card: 'lost', words: 'Your bank declined this card' },
  { card: 'stolen', words: 'Your bank declined this card' },
];

for (const { card, words, field, next = 'Try another card', past } of declines) {
  test(`a card that is ${card} is told so in words that help`, async ({
    page,
    buyer,
    records,
    complaints,
    order,
    checkout,
  }) => {
    complaints.expect(/status of 402/);
    await page.setViewportSize({ width: 390, height: 844 });
    await checkout.open({ product: 'tideline' });
    await checkout.card.fill({ number: testCards[card] });
    await checkout.pay.click();
    await expect(checkout.alert).toContainText(words);
    if (field) {
      await expect(await checkout.card.field(field)).toBeFocused();
      await expect(await checkout.card.field(field)).toHaveAttribute('aria-invalid', 'true');
    } else {
      // Beside the button, and both are seen whole.
      await expect(checkout.alert).toBeInViewport({ ratio: 1 });
      await expect(checkout.pay).toBeInViewport({ ratio: 1 });
    }

    // The order remembers it, for those who go and come back.
    const { id: orderId } = await records.onlyOrderOf(buyer.id);
    await order.open(orderId);
    await order.expectState(new RegExp(`^Visa •••• ${testCards[card].slice(-4)}: ${words}$`));
    await expect(page.getByRole('main')).toContainText('You have not been charged.');
    await expect(order.payHeading(next)).toBeVisible();
    if (past) await expect(order.timeline.filter({ hasText: past })).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(/lost|stolen|fraud/i);
  });
}

test('after a decline another saved card pays the same order and the same payment', async ({
  buyer,
  saveCard,
  records,
  stripe,
  product,
  order,
}) => {
  await saveCard('pm_card_chargeCustomerFail');
  await saveCard('pm_card_mastercard');
  await product.payAtOnce('tideline');
  const orderId = await order.id();
  await order.expectState('Visa •••• 0341: Your bank declined this card');
  const intentId = await records.onlyIntentOf(orderId);

  await order.payWith('4444').click();
  await order.expectState('Paid');
  expect(await order.id()).toBe(orderId);
  await records.onlyOrderOf(buyer.id);
  expect(await records.onlyIntentOf(orderId)).toBe(intentId);
  const attempts = await records.attemptsOf(orderId);
  expect(attempts.map(({ outcome, cardLast4 }) => [outcome, cardLast4])).toEqual([
    ['declined', '0341'],
    ['succeeded', '4444'],
  ]);
  const charges = await stripe.charges.list({ payment_intent: intentId });
  expect(charges.data.filter(({ paid }) => paid)).toHaveLength(1);
  await expect(
    order.timeline.filter({ hasText: 'Payment declined with Visa •••• 0341' }),
  ).toBeVisible();
  await expect(order.timeline.filter({ hasText: 'Paid with Mastercard •••• 4444' })).toBeVisible();
});

test('after a decline a new card pays the same order and the same payment', async ({
  page,
  buyer,
  saveCard,
  records,
  product,
  order,
  checkout,
}) => {
  await saveCard('pm_card_chargeCustomerFail');
  await product.payAtOnce('tideline');
  const orderId = await order.id();
  await order.expectState('Visa •••• 0341: Your bank declined this card');

  await order.useNewCard.click();
  await expect(page).toHaveURL(`/checkout?order=${orderId}`);
  await checkout.choice('New card').check();
  await checkout.card.fill({ number: testCards.mastercard });
  await checkout.pay.click();
  expect(await order.expectPaid()).toBe(orderId);
  await records.onlyOrderOf(buyer.id);
  await records.onlyIntentOf(orderId);
});

test('a declined order can be given up, and its payment with it', async ({
  page,
  buyer,
  saveCard,
  records,
  stripe,
  product,
  order,
}) => {
  await saveCard('pm_card_chargeCustomerFail');
  await product.payAtOnce('tideline');
  const orderId = await order.id();
  await order.expectState('Visa •••• 0341: Your bank declined this card');
  await order.cancel.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel order' }).click();

  await order.expectState('Canceled');
  await expect(order.buyAgain).toBeVisible();
  expect((await records.onlyOrderOf(buyer.id)).paymentState).toBe('canceled');
  const intent = await stripe.paymentIntents.retrieve(await records.onlyIntentOf(orderId));
  expect(intent.status).toBe('canceled');
});
