import { deliver, eventAbout, signatureOf } from '../fixtures/webhook';
import { expect, test } from '../fixtures/test';
import { OrderPage } from '../pages/order-page';
import { run } from '../setup/run';

// 300 s is the tolerance; a minute more is no matter of a slow machine.
const TOO_OLD_S = 360;
const MIB = 1024 * 1024;

const anEvent = () => eventAbout('customer.created', { id: 'cus_nobody', object: 'customer' });

test('an event that Stripe did not sign is refused and not written down', async ({
  request,
  records,
}) => {
  const event = anEvent();
  const body = JSON.stringify(event);

  for (const signature of [
    null,
    'nonsense',
    signatureOf(body, { secret: 'whsec_somebody_else' }),
    signatureOf(body, { ageInSeconds: TOO_OLD_S }),
    // Signed, but for other words.
    signatureOf(body.replace('cus_nobody', 'cus_somebody')),
  ]) {
    expect((await deliver(request, body, signature)).status()).toBe(400);
  }
  expect(await records.inboxRow(event.id)).toBeNull();
});

test('what is signed but is no JSON is refused', async ({ request }) => {
  const body = 'not json';
  expect((await deliver(request, body, signatureOf(body))).status()).toBe(400);
});

test('a forged success does not pay an order', async ({
  buyer,
  saveCard,
  records,
  request,
  product,
}) => {
  await saveCard('pm_card_authenticationRequired');
  await product.payAtOnce('tideline');
  await expect
    .poll(async () => (await records.ordersOf(buyer.id))[0]?.paymentState)
    .toBe('authenticating');
  const order = await records.onlyOrderOf(buyer.id);
  const intent = {
    id: await records.onlyIntentOf(order.id),
    object: 'payment_intent',
    status: 'succeeded',
  };
  const body = JSON.stringify(eventAbout('payment_intent.succeeded', intent));

  const forged = await deliver(request, body, signatureOf(body, { secret: 'whsec_somebody_else' }));
  expect(forged.status()).toBe(400);
  // Even with the right signature an event is a hint: the intent itself says otherwise.
  expect((await deliver(request, body)).status()).toBe(200);
  expect((await records.onlyOrderOf(buyer.id)).paymentState).toBe('authenticating');
});

test('an event that comes again has one effect', async ({
  page,
  buyer,
  saveCard,
  records,
  request,
  stripe,
  product,
}) => {
  await saveCard('pm_card_visa');
  await product.payAtOnce('tideline');
  await new OrderPage(page).expectPaid();
  const order = await records.onlyOrderOf(buyer.id);
  const intentId = await records.onlyIntentOf(order.id);
  const list = await stripe.events.list({ type: 'payment_intent.succeeded', limit: 100 });
  const event = list.data.find((one) => (one.data.object as { id?: string }).id === intentId);
  if (!event) throw new Error('Stripe made no event of the payment');
  const body = JSON.stringify(event);

  const answers = await Promise.all([1, 2, 3].map(() => deliver(request, body)));

  expect(answers.map((answer) => answer.status())).toEqual([200, 200, 200]);
  expect(await records.inboxRow(event.id)).toMatchObject({ processedAt: expect.any(Number) });
  const timeline = await records.timelineOf(order.id);
  expect(timeline.filter(({ type }) => type === 'payment_succeeded')).toHaveLength(1);
  expect(await records.attemptsOf(order.id)).toHaveLength(1);
});

test('an event of a type that we know nothing of is taken in', async ({ request, records }) => {
  const event = eventAbout('something.from_the_future', { id: 'new_1', object: 'new' });
  expect((await deliver(request, JSON.stringify(event))).status()).toBe(200);
  expect(await records.inboxRow(event.id)).toMatchObject({ processedAt: expect.any(Number) });
});

test('an event about a payment of another shop is taken in', async ({
  request,
  records,
  stripe,
}) => {
  const intent = await stripe.paymentIntents.create({ amount: 500, currency: 'eur' });
  const event = eventAbout('payment_intent.created', { ...intent });
  expect((await deliver(request, JSON.stringify(event))).status()).toBe(200);
  const row = await records.inboxRow(event.id);
  expect(row).toMatchObject({ processedAt: expect.any(Number) });
  expect(JSON.stringify(row)).not.toContain('_secret_');
});

test('a body larger than an event can be is not read', async ({ request }) => {
  const large = JSON.stringify({ ...anEvent(), filler: 'x'.repeat(MIB) });
  expect((await deliver(request, large)).status()).toBe(413);
  const small = JSON.stringify({ ...anEvent(), filler: 'x'.repeat(MIB / 2) });
  expect((await deliver(request, small)).status()).toBe(200);
});

test('while the secret is being rolled, the old one counts as well', async ({ request }) => {
  test.skip(run.olderWebhookSecret === null, 'stripe listen signs with one secret');
  const body = JSON.stringify(anEvent());
  const older = signatureOf(body, { secret: run.olderWebhookSecret ?? '' });
  expect((await deliver(request, body, older)).status()).toBe(200);
});

test('only POST is answered', async ({ request }) => {
  expect((await request.get('/api/stripe/webhook')).status()).toBe(405);
});
