import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { cancelOrder } from '@/lib/orders/give-up-order';
import { checkOrder, resumePayment, lookAtOrder } from '@/lib/orders/checkout/check-order';
import { payOrder } from '@/lib/orders/checkout/saved-card';
import { isPayable } from '@/lib/domain/order';
import { buy, getOrder, stripeCustomerOf, TIDELINE, typeCard } from '@/lib/testing/shopper';
import { answerBank, goOnPaying, isPaidOnce } from './buyer';
import type { Journey } from './journey';
import { prove } from './prove';
import type { Scene } from './scene';

type Challenged = { orderId: string; purchaseId: string; secret: string; visa: Card };

/** An order whose bank waits for the buyer. */
async function challenged(scene: Scene): Promise<Challenged> {
  const visa = await scene.card('pm_card_visa');
  const careful = await scene.card('pm_card_authenticationRequired');
  const purchaseId = randomUUID();
  const { orderId, clientSecret } = await buy(scene.user, careful, purchaseId);
  if (!clientSecret) throw new Error('the bank did not ask');
  return { orderId, purchaseId, secret: clientSecret, visa };
}

/** What a buyer does in the middle of a challenge, to pay all the same. */
const inChallenge =
  (go: (scene: Scene, at: Challenged) => Promise<void>): Journey =>
  async (scene) => {
    const at = await challenged(scene);
    return {
      go: () => go(scene, at),
      again: () => goOnPaying(scene, at.purchaseId, at.visa),
      end: () => isPaidOnce(scene, at.purchaseId),
    };
  };

/** Gives an order up; there is nothing to be charged afterwards. */
const giveUp =
  (begin: (scene: Scene) => Promise<string>): Journey =>
  async (scene) => {
    const { user, app } = scene;
    const orderId = await begin(scene);
    return {
      go: () => app(() => cancelOrder(user, { orderId })),
      again: async () => {
        const { paymentState } = await checkOrder(user, { orderId });
        if (isPayable(paymentState)) await cancelOrder(user, { orderId });
      },
      end: async () => {
        expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled' });
        expect(await scene.stripe.chargesOf(await stripeCustomerOf(user))).toEqual([]);
      },
    };
  };

await prove({
  'another saved card while the bank waits': inChallenge(async ({ user, app }, at) => {
    const { orderId, visa } = at;
    await app(() => payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown }));
  }),
  'a typed card while the bank waits': inChallenge(async ({ user, app, stripe }, at) => {
    const { clientSecret } = await app(() => typeCard(user, { purchaseId: at.purchaseId }));
    await stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    await app(() => checkOrder(user, at));
  }),
  'a challenge is taken up again': inChallenge(async (scene, { orderId }) => {
    const { user, app } = scene;
    const { clientSecret } = await app(() => resumePayment(user, { orderId }));
    await answerBank(scene, clientSecret);
    await app(() => resumePayment(user, { orderId }));
  }),
  'a challenge that ends in a redirect': inChallenge(async (scene, { orderId, secret }) => {
    await answerBank(scene, secret);
    await scene.app(() => lookAtOrder(scene.user, orderId));
  }),
  'giving up while the bank waits': giveUp(async (scene) => (await challenged(scene)).orderId),
  'giving up after a decline': giveUp(async (scene) => {
    const bad = await scene.card('pm_card_chargeCustomerFail');
    return (await buy(scene.user, bad)).orderId;
  }),
  'giving up before a card was typed': giveUp(async ({ user }) => (await typeCard(user)).orderId),
});
