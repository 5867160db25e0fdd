import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { listActiveCards } from '@/db/queries/cards';
import { database } from '@/lib/database';
import { savingWording } from '@/lib/domain/consent';
import { buy, intentIdOf, typeCard } from '@/lib/testing/shopper';
import { startAddingCard } from '@/lib/setups/add-card';
import { findPurchase, isPaidOnce } from './buyer';
import { deliver } from './catch-up';
import type { Journey } from './journey';
import { prove } from './prove';
import type { Scene } from './scene';

type Told = { happen: () => Promise<unknown>; end: () => Promise<void> };

/** Something happens at Stripe that only its events tell; they come one after the other, in order. */
const told =
  (family: string, begin: (scene: Scene) => Promise<Told>): Journey =>
  async (scene) => {
    const { happen, end } = await begin(scene);
    return {
      go: async () => {
        const before = (await scene.events()).length;
        await happen();
        const all = (await scene.events()).reverse();
        const events = all.slice(before).filter(({ type }) => type.startsWith(family));
        expect(events).not.toEqual([]);
        for (const event of events) await scene.app(() => deliver(event));
      },
      again: async () => {},
      end,
    };
  };

/** A paid order, and its charge. */
async function paid(scene: Scene) {
  const purchaseId = randomUUID();
  const visa = await scene.card('pm_card_visa');
  const { orderId } = await buy(scene.user, visa, purchaseId);
  const { latest_charge: charge } = await scene.stripe.intent(await intentIdOf(orderId));
  return { purchaseId, charge: charge ?? '' };
}

const kept = ({ user }: Scene) => listActiveCards(database().read, user.id);

await prove({
  'payment_intent.*: the browser paid and never came back': told(
    'payment_intent.',
    async (scene) => {
      const purchaseId = randomUUID();
      const { clientSecret } = await typeCard(scene.user, { purchaseId });
      return {
        happen: () => scene.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa'),
        end: () => isPaidOnce(scene, purchaseId),
      };
    },
  ),
  'setup_intent.*: a card was set up and its owner never came back': told(
    'setup_intent.',
    async (scene) => {
      const { clientSecret } = await startAddingCard(scene.user, {
        consentVersion: savingWording('save_card_in_wallet', 'off_session').version,
      });
      return {
        happen: () => scene.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa'),
        end: async () => expect(await kept(scene)).toMatchObject([{ last4: '4242' }]),
      };
    },
  ),
  'payment_method.automatically_updated: the issuer sent a new card': told(
    'payment_method.',
    async (scene) => {
      const card = await scene.card('pm_card_visa');
      const update = { last4: '9999', exp_year: 2040 };
      return {
        happen: () => scene.control.updateCard(card.stripePaymentMethodId, update),
        end: async () =>
          expect(await kept(scene)).toMatchObject([{ last4: '9999', expYear: 2040 }]),
      };
    },
  ),
  'payment_method.detached: a card was taken off in the Dashboard': told(
    'payment_method.',
    async (scene) => {
      const card = await scene.card('pm_card_visa');
      await scene.card('pm_card_mastercard');
      const path = `payment_methods/${card.stripePaymentMethodId}/detach`;
      return {
        happen: () => scene.stripe.post(path),
        end: async () => expect(await kept(scene)).toMatchObject([{ brand: 'mastercard' }]),
      };
    },
  ),
  'charge.refunded and refund.*: a part was given back in the Dashboard': told(
    '',
    async (scene) => {
      const { purchaseId, charge } = await paid(scene);
      return {
        happen: () => scene.stripe.post('refunds', { charge, amount: 1200 }),
        end: async () =>
          expect(await findPurchase(scene, purchaseId)).toMatchObject({
            paymentState: 'paid',
            refundedAmount: 1200,
          }),
      };
    },
  ),
  'charge.dispute.*: the bank took the buyer’s side': told('charge.dispute.', async (scene) => {
    const { purchaseId, charge } = await paid(scene);
    return {
      happen: async () => {
        const { id } = await scene.control.openDispute(charge);
        await scene.control.decideDispute(id, 'lost');
      },
      end: async () =>
        expect(await findPurchase(scene, purchaseId)).toMatchObject({ dispute: 'lost' }),
    };
  }),
});
