import { expect } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { findOrderByPurchase, type Order } from '@/db/queries/orders';
import { database } from '@/lib/database';
import { checkOrder } from '@/lib/orders/checkout/check-order';
import { payOrder } from '@/lib/orders/checkout/saved-card';
import { attemptsOf, buy, stripeCustomerOf, TIDELINE } from '@/lib/testing/shopper';
import type { Scene } from './scene';

export const findPurchase = ({ user }: Scene, purchaseId: string): Promise<Order | null> =>
  findOrderByPurchase(database().read, user.id, purchaseId);

/** The bank's page, where the bank asks: the buyer answers it in the browser. */
export async function answerBank(
  { stripe }: Scene,
  clientSecret: string | null,
  passed = true,
): Promise<void> {
  const intentId = clientSecret?.split('_secret_')[0];
  if (intentId) await stripe.answerChallenge(intentId, passed);
}

/** A buyer who comes back: looks at the order, as its page does, and pays it if that is still to do. */
export async function goOnPaying(scene: Scene, purchaseId: string, card: Card): Promise<void> {
  const { user } = scene;
  const placed = await findPurchase(scene, purchaseId);
  const orderId = placed?.id ?? (await buy(user, card, purchaseId)).orderId;
  const { paymentState } = await checkOrder(user, { orderId });
  if (paymentState === 'paid') return;
  await payOrder(user, { orderId, cardId: card.id, shown: TIDELINE.shown });
}

/** The purchase was paid, with one charge. */
export async function isPaidOnce(scene: Scene, purchaseId: string): Promise<void> {
  const order = await findPurchase(scene, purchaseId);
  expect(order).toMatchObject({ paymentState: 'paid' });
  const charges = await scene.stripe.chargesOf(await stripeCustomerOf(scene.user));
  expect(charges).toHaveLength(1);
  const outcomes = (await attemptsOf(order?.id ?? '')).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'succeeded')).toHaveLength(1);
}

/** The order waits to be charged, with a card, and nothing was charged. */
export async function isScheduled(scene: Scene, purchaseId: string, card?: Card): Promise<void> {
  const order = await findPurchase(scene, purchaseId);
  expect(order).toMatchObject({
    paymentState: 'scheduled',
    ...(card && { scheduledCardId: card.id }),
  });
  expect(order?.scheduledCardId).not.toBeNull();
  expect(await scene.stripe.chargesOf(await stripeCustomerOf(scene.user))).toEqual([]);
}
