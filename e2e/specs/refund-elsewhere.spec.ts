import { expect, test } from '../fixtures/test';

test('what is given back in Stripe’s Dashboard is told to the buyer, and to the desk', async ({
  signedInAs,
  person,
  saveCard,
  product,
  order,
  records,
  stripe,
  webhook,
  desk,
  mail,
}) => {
  await signedInAs(person);
  await saveCard('pm_card_visa');
  await product.payAtOnce('tideline');
  await order.becomes('paid');
  const { id: orderId, reference } = await records.onlyOrderOf(person.id);
  const payment = await records.onlyIntentOf(orderId);

  await stripe.refund(payment, 1200);
  await webhook.arrives('charge.refunded', { about: payment });
  // A paid order's page no longer looks for news by itself.
  await order.open(orderId);
  await order.becomes('partially refunded');

  await desk.open();
  await desk.search(reference);
  await expect(desk.row('Orders', reference)).toContainText('Partially refunded');
  const letter = await mail.open(person, 'Refund of €12.00');
  await expect(letter.link).toHaveAttribute('href', new RegExp(`/orders/${orderId}$`));
});
