import { randomUUID } from 'node:crypto';
import { checkOrder } from '@/lib/orders/checkout/check-order';
import { buy } from '@/lib/testing/shopper';
import { answerBank, goOnPaying, isPaidOnce } from './buyer';
import type { Journey } from './journey';

/** A click on a saved card, and what the bank then does, if it asks. */
export const click =
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
