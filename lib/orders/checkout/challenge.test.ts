import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { StripeLocalClient } from '@/stripe-local/client';
import { openFileShop } from '../../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  intentIdOf,
  stripeCustomerOf,
  TIDELINE,
  typeCard,
} from '../../testing/shopper';
import { syncCard } from '../../wallet/sync-card';
import { cancelOrder } from '../give-up-order';
import { checkOrder, resumePayment, lookAtOrder } from './check-order';
import { payOrder } from './saved-card';
import { syncOrder } from '../sync/sync-order';

const { shop } = await openFileShop();
let user: User;
let careful: Card;
beforeEach(async () => {
  user = await aShopper();
  careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
});

const charges = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));

/** An order whose bank waits for its buyer. */
async function challenged(): Promise<{ orderId: string; intentId: string; secret: string }> {
  const { orderId, clientSecret } = await buy(user, careful);
  if (!clientSecret) throw new Error('the bank did not ask');
  return { orderId, intentId: await intentIdOf(orderId), secret: clientSecret };
}

describe('3-D Secure', () => {
  it('waits for the buyer, and is not paid before', async () => {
    const { orderId, intentId, secret } = await challenged();
    expect(secret).toMatch(new RegExp(`^${intentId}_secret_`));
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'authenticating', paidAt: null });
    expect(await checkOrder(user, { orderId })).toEqual({ paymentState: 'authenticating' });
    expect(await charges()).toEqual([]);
  });

  it('passed pays', async () => {
    const { orderId, intentId } = await challenged();
    await shop.stripe.answerChallenge(intentId);
    await syncOrder(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId)).toMatchObject([{ number: 1, outcome: 'succeeded' }]);
    expect(await charges()).toHaveLength(1);
  });

  it('passed is seen once, though everybody looks at the same time', async () => {
    const { orderId, intentId } = await challenged();
    await shop.stripe.answerChallenge(intentId);
    await Promise.all([
      ...Array.from({ length: 5 }, () => syncOrder(orderId)),
      ...Array.from({ length: 5 }, () => checkOrder(user, { orderId })),
      lookAtOrder(user, orderId),
    ]);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId)).toHaveLength(1);
  });

  it('failed declines, and the same card may try again', async () => {
    const { orderId, intentId } = await challenged();
    await shop.stripe.answerChallenge(intentId, false);
    expect(await checkOrder(user, { orderId })).toEqual({ paymentState: 'declined' });
    const again = await payOrder(user, { orderId, cardId: careful.id, shown: TIDELINE.shown });
    expect(again.clientSecret).not.toBeNull();
    await shop.stripe.answerChallenge(intentId, false);
    await syncOrder(orderId);
    expect(await attemptsOf(orderId)).toMatchObject([
      { outcome: 'declined', failureCode: 'payment_intent_authentication_failure' },
      { outcome: 'declined', failureCode: 'payment_intent_authentication_failure' },
    ]);
    expect(await charges()).toEqual([]);
  });

  it('left in the middle goes on later, on the same intent', async () => {
    const { orderId, intentId, secret } = await challenged();
    expect(await resumePayment(user, { orderId })).toEqual({ clientSecret: secret });
    await shop.stripe.answerChallenge(intentId);
    // Nothing is left to go on with: the page shows what came of it.
    expect(await resumePayment(user, { orderId })).toEqual({ clientSecret: null });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });
});

describe('another card while the bank waits', () => {
  it('takes the place of the first, which can charge nothing any more', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId, intentId } = await challenged();
    await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await intentIdOf(orderId)).toBe(intentId);
    expect(await attemptsOf(orderId)).toMatchObject([
      { outcome: 'superseded' },
      { outcome: 'succeeded', cardLast4: '4242' },
    ]);
    expect(await charges()).toHaveLength(1);
  });

  it('that is typed gets an intent of its own; the first one is canceled', async () => {
    const purchaseId = randomUUID();
    const { orderId } = await buy(user, careful, purchaseId);
    const first = await intentIdOf(orderId);
    const started = await typeCard(user, { purchaseId });
    expect(started.orderId).toBe(orderId);
    const second = await intentIdOf(orderId);
    expect(second).not.toBe(first);
    expect((await shop.stripe.intent(first)).status).toBe('canceled');
    await shop.stripe.confirm('payment_intents', started.clientSecret, 'pm_card_visa');
    await syncOrder(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await charges()).toHaveLength(1);
  });

  it('is not needed where the challenge was passed meanwhile', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId, intentId } = await challenged();
    await shop.stripe.answerChallenge(intentId);
    const paying = payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    await expect(paying).rejects.toMatchObject({ code: 'order_closed' });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await charges()).toHaveLength(1);
  });
});

describe('a challenge that is not given up for nothing', () => {
  it('stays open where the other card has expired', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    await new StripeLocalClient(shop.stripeUrl).expireCard(visa.stripePaymentMethodId);
    await syncCard(visa.stripePaymentMethodId);
    const { orderId } = await challenged();
    const paying = payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    await expect(paying).rejects.toMatchObject({ code: 'card_not_ready' });
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'authenticating' }]);
  });

  it('is not waited for once a card is being typed instead', async () => {
    const purchaseId = randomUUID();
    const { orderId } = await buy(user, careful, purchaseId);
    await typeCard(user, { purchaseId });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    await syncOrder(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
  });
});

describe('a look while the card is being swapped', () => {
  it('finds no attempt that nobody made', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId, intentId } = await challenged();
    const control = new StripeLocalClient(shop.stripeUrl);
    const route = `POST /v1/payment_intents/${intentId}`;
    await control.arm({ route, kind: 'latency', ms: 300, times: 1 });
    const paying = payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    await syncOrder(orderId);
    await paying;
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId)).toMatchObject([
      { outcome: 'superseded' },
      { outcome: 'succeeded' },
    ]);
  });

  it('closes the old attempt where the server stopped before it could', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId, intentId } = await challenged();
    const swapped = { payment_method: visa.stripePaymentMethodId };
    await shop.stripe.post(`payment_intents/${intentId}`, swapped);
    await syncOrder(orderId);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'superseded' }]);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
  });
});

describe('giving up while the bank waits', () => {
  it('ends the challenge', async () => {
    const { orderId, intentId } = await challenged();
    await cancelOrder(user, { orderId });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled' });
    expect((await shop.stripe.intent(intentId)).status).toBe('canceled');
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'superseded' }]);
  });

  it('after it was passed leaves the order paid', async () => {
    const { orderId, intentId } = await challenged();
    await shop.stripe.answerChallenge(intentId);
    const giving = cancelOrder(user, { orderId });
    await expect(giving).rejects.toMatchObject({ code: 'order_closed' });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });
});
