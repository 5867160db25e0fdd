import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { LIVE_AT_MOST } from '@/lib/domain/live-secrets';
import { checkOrder } from '@/lib/orders/checkout/check-order';
import { payOrder } from '@/lib/orders/checkout/saved-card';
import { sendDueCalls } from '@/lib/send-due-calls';
import { stripeCustomerOf, TIDELINE, typeCard } from '@/lib/testing/shopper';
import { listCheckoutCards } from '@/lib/wallet/list-cards';
import { findPurchase, goOnPaying, isPaidOnce } from './buyer';
import type { Journey } from './journey';
import { prove } from './prove';
import type { Scene } from './scene';

/** Stripe.js confirms in the browser and hears of a decline as an error; the app hears of it from Stripe. */
async function confirm({ stripe }: Scene, clientSecret: string, paymentMethod: string) {
  const confirming = stripe.confirm('payment_intents', clientSecret, paymentMethod);
  if (paymentMethod === 'pm_card_visa') await confirming;
  else await expect(confirming).rejects.toThrow(/402/);
}

/** The box that saves the card is ticked, or not, each time that the form is sent. */
const type =
  (...boxes: readonly boolean[]): Journey =>
  async (scene) => {
    const { user, app } = scene;
    const purchaseId = randomUUID();
    const fill = async (act: Scene['app']) => {
      let secret = '';
      for (const saves of boxes) {
        secret = (await act(() => typeCard(user, { purchaseId, saves }))).clientSecret;
      }
      await confirm(scene, secret, 'pm_card_visa');
      const order = await findPurchase(scene, purchaseId);
      await act(() => checkOrder(user, { orderId: order?.id ?? '' }));
      await act(sendDueCalls);
    };
    return {
      go: () => fill(app),
      again: async () => {
        const order = await findPurchase(scene, purchaseId);
        if (order?.paymentState !== 'paid') await fill((act) => act());
      },
      end: async () => {
        await isPaidOnce(scene, purchaseId);
        expect(await listCheckoutCards(user.id)).toHaveLength(boxes.at(-1) ? 1 : 0);
      },
    };
  };

await prove({
  'a typed card': type(false),
  'a typed card that is kept': type(true),
  'a typed card, the box unticked on second thoughts': type(true, false),
  'a typed card, the box ticked on second thoughts': type(false, true),
  'a fourth form, for which the first one is given up': async (scene) => {
    const { user, app } = scene;
    for (let others = 0; others < LIVE_AT_MOST; others++) await typeCard(user);
    const purchaseId = randomUUID();
    const fill = async (act: Scene['app']) => {
      const { orderId, clientSecret } = await act(() => typeCard(user, { purchaseId }));
      await confirm(scene, clientSecret, 'pm_card_visa');
      await act(() => checkOrder(user, { orderId }));
    };
    return {
      go: () => fill(app),
      again: async () => {
        const order = await findPurchase(scene, purchaseId);
        if (order?.paymentState !== 'paid') await fill((act) => act());
      },
      end: async () => {
        await isPaidOnce(scene, purchaseId);
        const intents = await scene.stripe.intentsOf(await stripeCustomerOf(user));
        const live = intents.filter(({ status }) => status.startsWith('requires_'));
        expect(live.length).toBeLessThan(LIVE_AT_MOST);
      },
    };
  },
  'a typed card that is declined, then a saved one': async (scene) => {
    const { user, app } = scene;
    const visa = await scene.card('pm_card_visa');
    const purchaseId = randomUUID();
    return {
      go: async () => {
        const { orderId, clientSecret } = await app(() =>
          typeCard(user, { purchaseId, saves: true }),
        );
        await confirm(scene, clientSecret, 'pm_card_chargeDeclined');
        await app(() => checkOrder(user, { orderId }));
        await app(() => payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown }));
      },
      again: () => goOnPaying(scene, purchaseId, visa),
      end: () => isPaidOnce(scene, purchaseId),
    };
  },
});
