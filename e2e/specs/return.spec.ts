import { OrderPage } from '../pages/order-page';
import { expect, test } from '../fixtures/test';

test("what a bank's redirect comes back to forwards to a clean address", async ({
  context,
  buyer,
  saveCard,
  records,
  stripe,
  product,
  order,
  challenge,
}) => {
  await saveCard('pm_card_authenticationRequired');
  await product.payAtOnce('tideline');
  await challenge.complete();
  await order.expectPaid();
  const { id: orderId } = await records.onlyOrderOf(buyer.id);
  const intent = await stripe.paymentIntents.retrieve(await records.onlyIntentOf(orderId));
  const secret = intent.client_secret ?? '';

  const back = await context.newPage();
  const seen: string[] = [];
  back.on('framenavigated', (frame) => seen.push(frame.url()));
  await back.goto(
    `/orders/${orderId}/return?${new URLSearchParams({
      for: buyer.id,
      payment_intent: intent.id,
      payment_intent_client_secret: secret,
      redirect_status: 'succeeded',
    }).toString()}`,
  );
  await expect(back).toHaveURL(`/orders/${orderId}`);
  await new OrderPage(back).expectState('Paid');
  expect(secret).toContain('_secret_');
  // Not even for a moment: what is in the address is in the history and in referrers.
  expect(seen.join(' ')).not.toContain('_secret_');
  expect(await back.evaluate(() => document.documentElement.outerHTML)).not.toContain(secret);
});

test("a redirect's own word is not believed: the page shows what Stripe says", async ({
  context,
  buyer,
  saveCard,
  records,
  product,
  challenge,
}) => {
  await saveCard('pm_card_authenticationRequired');
  await product.payAtOnce('tideline');
  await challenge.shown();
  const { id: orderId } = await records.onlyOrderOf(buyer.id);

  const back = await context.newPage();
  await back.goto(`/orders/${orderId}/return?for=${buyer.id}&redirect_status=succeeded`);
  await expect(back).toHaveURL(`/orders/${orderId}`);
  await new OrderPage(back).expectState('Confirming with your bank');
});
