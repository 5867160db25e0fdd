import { randomUUID } from 'node:crypto';
import type { FaultKind } from '@/stripe-local/client';
import { payOrder } from '@/lib/orders/checkout/saved-card';
import { reconcile } from '@/lib/reconcile/reconcile';
import { buy, SALT_LEDGER, TIDELINE, typeCard, typePreorderCard } from '@/lib/testing/shopper';
import { passTime } from './clock';
import { goOnPaying, isPaidOnce, isScheduled } from './buyer';
import type { Journey } from './journey';
import { prove } from './prove';
import type { Scene } from './scene';

/** The click is over by then, and nobody sends anything any more. */
const CLICK_IS_OVER_MS = 2 * 60_000;

/** Long enough for what no webhook brought to be looked for in Stripe's list. */
const TOLD_BY_LIST_MS = 6 * 60_000;

/** A first fault has left an attempt without its answer; a second one meets whoever finds out about it. */
const lost =
  (route: string, kind: FaultKind, isFirst: boolean): Journey =>
  async (scene) => {
    const { user, app, control } = scene;
    const visa = await scene.card('pm_card_visa');
    const purchaseId = randomUUID();
    const bad = isFirst ? null : await scene.card('pm_card_chargeCustomerFail');
    const declined = bad && (await buy(user, bad, purchaseId));
    await control.arm({ route, kind, times: 100 });
    if (declined) {
      const { orderId } = declined;
      await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    } else {
      await buy(user, visa, purchaseId);
    }
    await control.disarm();
    return {
      go: async () => {
        await passTime(control, CLICK_IS_OVER_MS);
        await app(() => reconcile(Date.now()));
      },
      again: () => goOnPaying(scene, purchaseId, visa),
      end: () => isPaidOnce(scene, purchaseId),
    };
  };

/** The browser is done and gone, and every webhook is lost: the reconciler alone finds out. */
const unheard =
  (
    begin: (scene: Scene, purchaseId: string) => Promise<void>,
    end: (scene: Scene, purchaseId: string) => Promise<void>,
  ): Journey =>
  async (scene) => {
    const purchaseId = randomUUID();
    await begin(scene, purchaseId);
    return {
      isDeaf: true,
      go: async () => {
        await passTime(scene.control, TOLD_BY_LIST_MS);
        await scene.app(() => reconcile(Date.now()));
      },
      // Nobody comes back.
      again: async () => {},
      end: () => end(scene, purchaseId),
    };
  };

const CREATE = 'POST /v1/payment_intents';
const CONFIRM = 'POST /v1/payment_intents/*/confirm';

await prove({
  'the reconciler, after a first charge that was never answered': lost(CREATE, 'cut', true),
  'the reconciler, after a first charge that never arrived': lost(CREATE, 'reset_before', true),
  'the reconciler, after a first charge that Stripe broke down under': lost(CREATE, '500', true),
  'the reconciler, after a second charge that was never answered': lost(CONFIRM, 'cut', false),
  'the reconciler, after a second charge that never arrived': lost(CONFIRM, 'reset_before', false),
  'the reconciler alone, after a typed card has paid': unheard(
    async ({ user, stripe }, purchaseId) => {
      const { clientSecret } = await typeCard(user, { purchaseId, saves: true });
      await stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    },
    isPaidOnce,
  ),
  'the reconciler alone, after a card was typed for a pre-order': unheard(
    async ({ user, stripe }, purchaseId) => {
      const subject = { purchaseId, productSlug: SALT_LEDGER.productSlug };
      const { clientSecret } = await typePreorderCard(user, { subject });
      await stripe.confirm('setup_intents', clientSecret, 'pm_card_visa');
    },
    isScheduled,
  ),
});
