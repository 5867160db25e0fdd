import { randomUUID } from 'node:crypto';
import { payOrder } from '@/lib/orders/checkout/saved-card';
import { buy, TIDELINE } from '@/lib/testing/shopper';
import { goOnPaying, isPaidOnce } from './buyer';
import { click } from './click';
import { prove } from './prove';

await prove({
  'one click on a card that is declined': click('pm_card_chargeCustomerFail'),
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
