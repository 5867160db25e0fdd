import { randomUUID } from 'node:crypto';
import { aProduct } from '@/db/testing/rows';
import { database } from '@/lib/database';
import { buy, TIDELINE } from '@/lib/testing/shopper';
import { goOnPaying, isPaidOnce } from './buyer';
import { click } from './click';
import { prove } from './prove';

await prove({
  'one click': click('pm_card_mastercard'),
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
});
