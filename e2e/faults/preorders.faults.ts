import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { Failure } from '@/lib/domain/failure';
import { chargeDueOrders } from '@/lib/orders/preorder/charge-due';
import { checkOrder, resumePayment } from '@/lib/orders/checkout/check-order';
import { payOrder } from '@/lib/orders/checkout/saved-card';
import { chargeOrder } from '@/lib/orders/preorder/charge-order';
import { aStaffMember } from '@/lib/testing/paid-order';
import {
  changeCard,
  getOrder,
  preorder,
  SALT_LEDGER,
  typePreorderCard,
} from '@/lib/testing/shopper';
import { answerBank, findPurchase, isPaidOnce, isScheduled } from './buyer';
import { passTime } from './clock';
import type { Journey } from './journey';
import { prove } from './prove';
import type { Scene } from './scene';

/** More than any order needs to come from wherever it is to its end. */
const STEPS = 8;

/** A buyer who comes back to a pre-order, and gives it a card if it has none. */
async function goOnOrdering(scene: Scene, purchaseId: string, card: Card): Promise<void> {
  const { user } = scene;
  const placed = await findPurchase(scene, purchaseId);
  if (!placed) {
    await preorder(user, card, purchaseId);
  } else if ((await checkOrder(user, { orderId: placed.id })).paymentState !== 'scheduled') {
    await changeCard(user, placed.id, card);
  }
}

/** A press on "Pre-order", and what the bank then does, if it asks. */
const order =
  (paymentMethod: string, passes = true): Journey =>
  async (scene) => {
    const { user, app } = scene;
    const visa = await scene.card('pm_card_visa');
    const card = await scene.card(paymentMethod);
    const purchaseId = randomUUID();
    return {
      go: async () => {
        const { orderId, clientSecret } = await app(() => preorder(user, card, purchaseId));
        await answerBank(scene, clientSecret, passes);
        await app(() => checkOrder(user, { orderId }));
      },
      again: () => goOnOrdering(scene, purchaseId, visa),
      end: () => isScheduled(scene, purchaseId),
    };
  };

type Waiting = { orderId: string; purchaseId: string; card: Card; visa: Card };

/** A pre-order that is scheduled, with one card, and a buyer who has another that always pays. */
async function waiting(scene: Scene, paymentMethod: string): Promise<Waiting> {
  const visa = await scene.card('pm_card_visa');
  const card = await scene.card(paymentMethod);
  const purchaseId = randomUUID();
  const { orderId, clientSecret } = await preorder(scene.user, card, purchaseId);
  await answerBank(scene, clientSecret);
  await checkOrder(scene.user, { orderId });
  await isScheduled(scene, purchaseId, card);
  return { orderId, purchaseId, card, visa };
}

/** As by the desk, where a press on an order that is done is answered and not an error. */
async function press(orderId: string): Promise<void> {
  const staff = await aStaffMember();
  try {
    await chargeOrder(staff, { orderId });
  } catch (error) {
    const isTold =
      error instanceof Failure && ['order_closed', 'payment_in_progress'].includes(error.code);
    if (!isTold) throw error;
  }
}

/** The day comes that a charge was put off to. */
async function chargeWhenDue({ control }: Scene, orderId: string): Promise<void> {
  const { nextChargeAt } = await getOrder(orderId);
  if (nextChargeAt !== null) await passTime(control, Math.max(nextChargeAt - Date.now(), 0));
  await chargeDueOrders(Date.now());
}

/** Whoever has the next word goes on, the buyer, the staff or the schedule, until the order is paid. */
async function seeThrough(scene: Scene, { orderId, visa }: Waiting): Promise<void> {
  for (let steps = 0; steps < STEPS; steps++) {
    const { paymentState, nextChargeAt } = await getOrder(orderId);
    if (paymentState === 'paid') return;
    if (nextChargeAt !== null) await chargeWhenDue(scene, orderId);
    else if (paymentState === 'scheduled') await press(orderId);
    else await payOrder(scene.user, { orderId, cardId: visa.id, shown: SALT_LEDGER.price });
  }
}

type ChargeJourney = {
  paymentMethod?: string;
  begin?: (scene: Scene, at: Waiting) => Promise<unknown>;
  go: (scene: Scene, at: Waiting) => Promise<unknown>;
};

/** A pre-order is charged, or on its way to it; it ends with one charge, and a press more adds none. */
const chargeJourney =
  ({ paymentMethod = 'pm_card_mastercard', begin, go }: ChargeJourney): Journey =>
  async (scene) => {
    const at = await waiting(scene, paymentMethod);
    await begin?.(scene, at);
    return {
      go: async () => {
        await go(scene, at);
      },
      again: async () => {
        await seeThrough(scene, at);
        await press(at.orderId);
      },
      end: async () => {
        await isPaidOnce(scene, at.purchaseId);
      },
    };
  };

const decline = ({ control }: Scene, { card }: Waiting) =>
  control.declineNext(card.stripePaymentMethodId, 'insufficient_funds');

/** The browser's part, and the page that then asks how the order is. */
const type =
  (paymentMethod: string, saves: boolean): Journey =>
  async (scene) => {
    const { user, app, stripe } = scene;
    const purchaseId = randomUUID();
    const fill = async (act: Scene['app']) => {
      const placed = await findPurchase(scene, purchaseId);
      const subject = placed
        ? { orderId: placed.id }
        : { purchaseId, productSlug: SALT_LEDGER.productSlug };
      const { orderId, clientSecret } = await act(() => typePreorderCard(user, { saves, subject }));
      const { status } = await stripe.confirm('setup_intents', clientSecret, paymentMethod);
      if (status === 'requires_action') await answerBank(scene, clientSecret);
      await act(() => checkOrder(user, { orderId }));
    };
    return {
      go: () => fill(app),
      again: async () => {
        const placed = await findPurchase(scene, purchaseId);
        if (placed?.paymentState !== 'scheduled') await fill((act) => act());
      },
      end: () => isScheduled(scene, purchaseId),
    };
  };

await prove({
  'a pre-order': order('pm_card_mastercard'),
  'a pre-order, the bank asks and says yes': order('pm_card_authenticationRequired'),
  'a pre-order, the bank asks and says no': order('pm_card_authenticationRequired', false),
  'a pre-order whose challenge is taken up again': async (scene) => {
    const { user, app } = scene;
    const visa = await scene.card('pm_card_visa');
    const careful = await scene.card('pm_card_authenticationRequired');
    const purchaseId = randomUUID();
    const { orderId } = await preorder(user, careful, purchaseId);
    return {
      go: async () => {
        const { clientSecret } = await app(() => resumePayment(user, { orderId }));
        await answerBank(scene, clientSecret);
        await app(() => checkOrder(user, { orderId }));
      },
      again: () => goOnOrdering(scene, purchaseId, visa),
      end: () => isScheduled(scene, purchaseId),
    };
  },
  'a pre-order with a typed card': type('pm_card_visa', false),
  'a pre-order with a typed card that is kept, whose bank asks': type(
    'pm_card_authenticationRequired',
    true,
  ),
  'another card for a pre-order': async (scene) => {
    const { user, app } = scene;
    const { orderId, purchaseId, visa } = await waiting(scene, 'pm_card_mastercard');
    return {
      go: async () => {
        await app(() => changeCard(user, orderId, visa));
      },
      again: async () => {
        const { scheduledCardId } = await getOrder(orderId);
        if (scheduledCardId !== visa.id) await changeCard(user, orderId, visa);
      },
      end: () => isScheduled(scene, purchaseId, visa),
    };
  },
  charge: chargeJourney({ go: ({ app }, { orderId }) => app(() => press(orderId)) }),
  'charge, pressed twice': chargeJourney({
    go: ({ app }, { orderId }) => app(() => Promise.all([press(orderId), press(orderId)])),
  }),
  'a charge whose bank wants its customer, who confirms it': chargeJourney({
    paymentMethod: 'pm_card_authenticationRequired',
    go: async (scene, { orderId, card }) => {
      const { user, app } = scene;
      await app(() => press(orderId));
      if ((await getOrder(orderId)).paymentState !== 'declined') return;
      const { clientSecret } = await app(() =>
        payOrder(user, { orderId, cardId: card.id, shown: SALT_LEDGER.price }),
      );
      await answerBank(scene, clientSecret);
      await app(() => checkOrder(user, { orderId }));
    },
  }),
  'a charge that is declined for now': chargeJourney({
    begin: decline,
    go: ({ app }, { orderId }) => app(() => press(orderId)),
  }),
  'a charge that was put off': chargeJourney({
    begin: async (scene, at) => {
      await decline(scene, at);
      await press(at.orderId);
      expect(await getOrder(at.orderId)).toMatchObject({ paymentState: 'declined' });
    },
    go: (scene, { orderId }) => scene.app(() => chargeWhenDue(scene, orderId)),
  }),
});
