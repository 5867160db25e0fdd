import { expect, stripeUrl, test } from '../tip-jar/test';

// That e2e/kit can be lifted out of this repository: the app that is tried here is no shop of ours, and what stands
// here knows the kit and that app's own page object (the arrow `kit-can-be-lifted` holds it to that).

test.skip(stripeUrl === '', 'its webhooks would want a `stripe listen` of their own');

test('a tip whose bank asks is thanked for, and can be given back', async ({
  order,
  checkout,
  card,
  bank,
  webhook,
  stripe,
}) => {
  await order.open();
  await card.fill('4000 0025 0000 3155');
  await checkout.pay.click();
  await bank.complete();
  const payment = await order.tip();
  await webhook.arrives('payment_intent.succeeded', { about: payment });
  await order.becomes('thanked');

  await stripe.refund(payment);
  const { data } = await webhook.arrives('charge.refunded', { about: payment });
  expect(data.object).toMatchObject({ amount_refunded: 500 });
  await order.becomes('given back');
});

test('a bank that says no is heard', async ({ order, checkout, card, bank }) => {
  await order.open();
  await card.fill('4000 0025 0000 3155');
  await checkout.pay.click();
  await bank.fail();
  await expect(checkout.alert).toContainText(/failed authentication/);
});

test('what a form has swallowed that was mounted anew is typed again, and the tip can be disputed', async ({
  order,
  checkout,
  card,
  webhook,
  stripe,
  page,
}) => {
  await order.open({ clumsy: true });
  await card.fill('4242 4242 4242 4242');
  await expect(page.locator('body')).toHaveAttribute('data-mounted', 'anew');
  expect(await card.read()).toMatchObject({ number: '4242424242424242', cvc: '123' });
  await checkout.pay.click();
  await order.becomes('thanked');

  const payment = await order.tip();
  const dispute = await stripe.dispute(payment);
  expect(dispute.payment_intent).toBe(payment);
  expect(await stripe.dispute(payment)).toMatchObject({ id: dispute.id });
  await webhook.arrives('charge.dispute.created', { about: payment });
  await order.becomes('disputed');
});

test('a test that is too fast for Stripe is sent away, and comes again', async ({
  stripe,
  stripeLocal,
}) => {
  await stripeLocal.forgetRequests();
  await stripeLocal.arm({ route: 'POST /v1/customers', kind: '429', times: 2 });
  const customer = await stripe.customers.create({ name: 'Ada' });
  const asked = (await stripeLocal.requests()).filter(({ path }) => path === '/v1/customers');
  expect(asked.map(({ status }) => status)).toEqual([429, 429, 200]);
  expect(new Set(asked.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  expect((await stripe.customers.list()).data.map(({ id }) => id)).toEqual([customer.id]);
});
