import { randomUUID } from 'node:crypto';
import { aProduct } from '@/db/testing/rows';
import { database } from '@/lib/database';
import { checkOrder } from '@/lib/orders/checkout/check-order';
import { payOrder } from '@/lib/orders/checkout/saved-card';
import { buy, TIDELINE } from '@/lib/testing/shopper';
import { answerBank, goOnPaying, isPaidOnce } from './buyer';
import type { Journey } from './journey';
import { prove } from './prove';

/** A click on a saved card, and what the bank then does, if it asks. */
const click =
  (paymentMethod: string, passes = true): Journey =>
  async (scene) => {
    const { user, app } = scene;
    const visa = await scene.card('pm_card_visa');
    const card = await scene.card(paymentMethod);
    const purchaseId = randomUUID();
    return {
      go: async () => {
        const { orderId, clientSecret } = await app(() => buy(user, card, purchaseId));
        await answerBank(scene, clientSecret, passes);
        await app(() => checkOrder(user, { orderId }));
      },
      again: () => goOnPaying(scene, purchaseId, visa),
      end: () => isPaidOnce(scene, purchaseId),
    };
  };

await prove({
  'one click': click('pm_card_mastercard'),
  'one click, the bank asks and says yes': click('pm_card_authenticationRequired'),
  'one click, the bank asks and says no': click('pm_card_authenticationRequired', false),
  'one click on a card that is declined': click('pm_card_chargeCustomerFail'),
  // Refused, and sent anew without it: two calls that make an intent, each of which can be lost.
  'one click on a print whose title Stripe finds too long': async (scene) => {
    const { user, app } = scene;
    const card = await scene.card('pm_card_mastercard');
    const purchaseId = randomUUID();
    const { slug: productSlug } = await aProduct(database(), { title: 'Tideline '.repeat(120) });
    return {
      go: async () => {
        await app(() => buy(user, card, purchaseId, { ...TIDELINE, productSlug }));
      },
      again: () => goOnPaying(scene, purchaseId, card),
      end: () => isPaidOnce(scene, purchaseId),
    };
  },
  'another card for an order that was declined': async (scene) => {
    const { user, app } = scene;
    const bad = await scene.card('pm_card_chargeCustomerFail');
    const visa = await scene.card('pm_card_visa');
    const purchaseId = randomUUID();
    const { orderId } = await buy(user, bad, purchaseId);
    return {
      go: async () => {
        await app(() => payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown }));
      },
      again: () => goOnPaying(scene, purchaseId, visa),
      end: () => isPaidOnce(scene, purchaseId),
    };
  },
});
