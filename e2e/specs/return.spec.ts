import { Challenge } from '../pages/challenge';
import { OrderPage } from '../pages/order-page';
import { ProductPage } from '../pages/product-page';
import { expect, test } from '../fixtures/test';

test("what a bank's redirect comes back to forwards to a clean address", async ({
  page,
  context,
  buyer,
  saveCard,
  records,
  stripe,
}) => {
  await saveCard('pm_card_authenticationRequired');
  await new ProductPage(page).open('tideline');
  await new ProductPage(page).oneClick.click();
  await new Challenge(page).complete();
  await new OrderPage(page).expectPaid();
  const { id: orderId } = await records.onlyOrderOf(buyer.id);
  const intent = await stripe.paymentIntents.retrieve(await records.onlyIntentOf(orderId));
  const secret = intent.client_secret ?? '';

  const back = await context.newPage();
  const seen: string[] = [];
  back.on('framenavigated', (frame) => seen.push(frame.url()));
  await back.goto(
    `/orders/${orderId}/return?${new URLSearchParams({
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
  page,
  context,
  buyer,
  saveCard,
  records,
}) => {
  await saveCard('pm_card_authenticationRequired');
  await new ProductPage(page).open('tideline');
  await new ProductPage(page).oneClick.click();
  await new Challenge(page).shown();
  const { id: orderId } = await records.onlyOrderOf(buyer.id);

  const back = await context.newPage();
  await back.goto(`/orders/${orderId}/return?redirect_status=succeeded`);
  await expect(back).toHaveURL(`/orders/${orderId}`);
  await new OrderPage(back).expectState('Confirming with your bank');
});
