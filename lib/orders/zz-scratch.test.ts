import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { findCardById, findCardByStripeId } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { StripeLocalClient } from '@/e2e/stripe-local-client';
import { database } from '../database';
import { openShop, type Shop } from '../testing/shop';
import { addCard, aShopper, attemptsOf, buy, getOrder, intentIdOf, stripeCustomerOf, TIDELINE, typeCard } from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import { cardDetails } from '../testing/intent-report';
import { applyCard } from '../wallet/heal-card';
import { receiveWebhook } from '../webhooks/receive';
import { payOrder } from './pay-order';
import { buyWithCard } from './pay-order';
import { reconcile } from './reconcile';
import { releaseIntent } from './release-intent';
import { startPayment } from './start-payment';
import { syncOrder } from './sync-order';
import { cancelOrder } from './cancel-order';
import { keepCard } from '../wallet/keep-card';
import { linkStripeCustomer } from '../wallet/link-customer';
import { findCustomerByStripeId } from '@/db/queries/customers';
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

let shop: Shop; let control: StripeLocalClient; let user: User;
beforeAll(async () => { shop = await openShop(); control = new StripeLocalClient(shop.stripeUrl); });
afterAll(() => shop.close());
beforeEach(async () => { user = await aShopper(); });
afterEach(async () => { vi.useRealTimers(); await control.disarm(); });
const after = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
const charges = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));

it('A fingerprint collision', async () => {
  const a = await addCard(shop.stripe, user, 'pm_card_visa');
  const b = await addCard(shop.stripe, user, 'pm_card_mastercard');
  const note = await database().transaction((tx) => applyCard(tx, a.stripePaymentMethodId,
    cardDetails({ ...a, stripeCustomerId: 'cus', fingerprint: b.fingerprint }), Date.now()));
  console.log(note);
});
it('B adopt picks the old intent', async () => {
  const { orderId } = await typeCard(user);
  await releaseIntent(orderId);
  const visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await control.arm({ route: 'POST /v1/payment_intents', kind: '500', times: 100 });
  await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
  await control.disarm();
  after(10 * 60_000); await reconcile();
  expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'not_sent' }]);
});
it('C phantom attempt while swapping', async () => {
  const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
  const visa = await addCard(shop.stripe, user, 'pm_card_visa');
  const { orderId } = await buy(user, careful);
  const id = await intentIdOf(orderId);
  await control.arm({ route: `POST /v1/payment_intents/${id}`, kind: 'latency', ms: 500, times: 1 });
  const paying = payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
  while ((await attemptsOf(orderId))[0]?.outcome !== 'superseded') await new Promise((r) => setImmediate(r));
  await syncOrder(orderId);
  await paying;
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
});
it('D consent for a typed card applied to a saved card', async () => {
  const visa = await addCard(shop.stripe, user, 'pm_card_visa');
  // a card attached without agreement
  const customer = await findCustomerByStripeId(database().read, await stripeCustomerOf(user));
  const pm = await shop.stripe.post<{ id: string }>('payment_methods/pm_card_mastercard/attach', { customer: await stripeCustomerOf(user) });
  const at = await shop.stripe.card(pm.id);
  const kept = await database().transaction((tx) => keepCard(tx, customer!, { details: cardDetails({ stripePaymentMethodId: pm.id, stripeCustomerId: at.customer, fingerprint: at.card.fingerprint, brand: 'mastercard', last4: '4444' }), setupUsage: 'off_session', isAgreed: false }, Date.now()));
  const { orderId } = await typeCard(user, { saves: true });
  await payOrder(user, { orderId, cardId: kept!.id, shown: TIDELINE.shown });
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  console.log('sfu', (await shop.stripe.intent(await intentIdOf(orderId))).setup_future_usage, visa.id.length);
  expect((await findCardById(database().read, kept!.id))?.redisplay).toBe('unspecified');
});
it('E late charge with a second live intent', async () => {
  const visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await control.arm({ route: 'POST /v1/payment_intents', kind: 'reset_after', times: 100 });
  await control.arm({ route: 'GET /v1/payment_intents', kind: '429', times: 0 });
  const purchaseId = randomUUID();
  const { orderId } = await buy(user, visa, purchaseId);
  await control.disarm();
  // the list does not show it (lag), so the attempt is given up
  const { closeUnsent } = await import('./close-unsent');
  const [attempt] = await attemptsOf(orderId);
  await closeUnsent(attempt!, { endsIntent: true });
  const { clientSecret } = await startPayment(user, { subject: { orderId }, shown: TIDELINE.shown, receiptEmail: user.email, saveCardConsent: null });
  const [late] = (await shop.stripe.events('payment_intent.succeeded')).slice(0, 1);
  const body = JSON.stringify(late);
  await receiveWebhook(body, signatureOf(body));
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa').catch((e: unknown) => console.log(String(e)));
  expect(await charges()).toHaveLength(1);
});
it('F crash in the fence', async () => {
  const visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await control.arm({ route: 'POST /v1/payment_intents', kind: 'reset_before', times: 100 });
  const { orderId } = await buy(user, visa);
  await control.disarm();
  // cancel answers never: the effect is there
  await control.arm({ route: 'POST /v1/payment_intents/*/cancel', kind: 'reset_after', times: 100 });
  after(10 * 60_000); await reconcile();
  await control.disarm();
  after(10 * 60_000); await reconcile();
  expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'not_sent' }]);
});
it('L one click after checkout changed the receipt', async () => {
  const visa = await addCard(shop.stripe, user, 'pm_card_visa');
  const purchaseId = randomUUID();
  await typeCard(user, { purchaseId });
  const { orderId } = await typeCard(user, { purchaseId, receiptEmail: 'x@example.com' });
  await buyWithCard(user, { ...TIDELINE, purchaseId, cardId: visa.id });
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
});
it('Q deleted customer', async () => {
  const customer = await stripeCustomerOf(user);
  await fetch(`${shop.stripeUrl}/v1/customers/${customer}`, { method: 'DELETE', headers: { authorization: 'Bearer sk_test_cardkeep' } });
  await addCard(shop.stripe, user, 'pm_card_visa');
});
it('R expired card while the bank waits', async () => {
  const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
  const visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await control.expireCard(visa.stripePaymentMethodId);
  const { healCard } = await import('../wallet/heal-card');
  await healCard(visa.stripePaymentMethodId);
  const { orderId, clientSecret } = await buy(user, careful);
  expect(clientSecret).not.toBeNull();
  await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown }).catch((e: unknown) => console.log(String(e)));
  console.log(await attemptsOf(orderId).then((a) => a.map((x) => x.outcome)), (await shop.stripe.intent(await intentIdOf(orderId))).status);
  await syncOrder(orderId);
  expect((await attemptsOf(orderId))[0]).toMatchObject({ outcome: 'authenticating' });
});
it('R2 typed card after a challenge', async () => {
  const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
  const purchaseId = randomUUID();
  const { orderId } = await buy(user, careful, purchaseId);
  const first = await intentIdOf(orderId);
  await typeCard(user, { purchaseId });
  await syncOrder(orderId);
  const [event] = (await shop.stripe.events('payment_intent.canceled'));
  expect(event?.data.object.id).toBe(first);
  const body = JSON.stringify(event);
  await receiveWebhook(body, signatureOf(body));
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
});
it('K cancel after an unanswered start', async () => {
  await control.arm({ route: 'POST /v1/payment_intents', kind: 'reset_before', times: 100 });
  const purchaseId = randomUUID();
  await typeCard(user, { purchaseId }).catch(() => undefined);
  await control.disarm();
  const { findOrderByPurchase } = await import('@/db/queries/orders');
  const order = await findOrderByPurchase(database().read, user.id, purchaseId);
  await cancelOrder(user, { orderId: order!.id });
});
it('M other typed card on the same intent', async () => {
  const { orderId, clientSecret } = await typeCard(user);
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_authenticationRequired');
  await syncOrder(orderId);
  const id = await intentIdOf(orderId);
  await shop.stripe.post(`payment_intents/${id}`, { payment_method: 'pm_card_visa' });
  await shop.stripe.post(`payment_intents/${id}/confirm`, { return_url: 'http://127.0.0.1/x' });
  await syncOrder(orderId);
  console.log((await attemptsOf(orderId)).map((a) => [a.outcome, a.cardLast4]));
  expect((await attemptsOf(orderId)).at(-1)).toMatchObject({ outcome: 'succeeded', cardLast4: '4242' });
});
