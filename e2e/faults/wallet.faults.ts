import { expect } from 'vitest';
import { listActiveCards } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { database } from '@/lib/database';
import { offeringWording, savingWording } from '@/lib/domain/consent';
import { UNDO_WITHIN_MS } from '@/lib/domain/card';
import { LIVE_AT_MOST } from '@/lib/domain/live-secrets';
import { sendDueCalls } from '@/lib/send-due-calls';
import { startAddingCard } from '@/lib/setups/add-card';
import { useAtCheckout as offerAtCheckout } from '@/lib/wallet/choose-card';
import { syncCard } from '@/lib/wallet/sync-card';
import { removeCard } from '@/lib/wallet/remove-card';
import { lookAtSetup } from '@/lib/setups/look-at-setup';
import { passTime } from './clock';
import type { Journey } from './journey';
import { prove } from './prove';
import type { Scene } from './scene';

const consentVersion = savingWording('save_card_in_wallet', 'off_session').version;

const last4sOf = async (user: User) =>
  (await listActiveCards(database().read, user.id)).map(({ last4 }) => last4).sort();

async function confirmInBrowser({ stripe }: Scene, clientSecret: string, paymentMethod: string) {
  const setup = await stripe.confirm('setup_intents', clientSecret, paymentMethod);
  if (setup.status === 'requires_action') await stripe.answerChallenge(setup.id);
  return setup.id;
}

/** The wallet's form; whoever has no Customer at Stripe yet gets one on the way. */
const add =
  (paymentMethod: string, last4: string, others: readonly string[] = []): Journey =>
  async (scene) => {
    const { user, app } = scene;
    for (const other of others) await scene.card(other);
    const before = await last4sOf(user);
    const fill = async (act: Scene['app']) => {
      const { clientSecret } = await act(() => startAddingCard(user, { consentVersion }));
      const setupId = await confirmInBrowser(scene, clientSecret, paymentMethod);
      await act(() => lookAtSetup(user, setupId));
    };
    return {
      go: () => fill(app),
      again: async () => {
        if (!(await last4sOf(user)).includes(last4)) await fill((act) => act());
      },
      end: async () => expect(await last4sOf(user)).toEqual([...before, last4].sort()),
    };
  };

await prove({
  'the first card of a person': add('pm_card_visa', '4242'),
  'a second card, whose bank asks': add('pm_card_authenticationRequired', '3184', ['pm_card_visa']),
  'a form that goes on after its card was refused': async (scene) => {
    const { user, app, stripe } = scene;
    const first = await startAddingCard(user, { consentVersion });
    const declined = stripe.confirm('setup_intents', first.clientSecret, 'pm_card_chargeDeclined');
    await expect(declined).rejects.toThrow(/402/);
    const fill = async (act: Scene['app']) => {
      const { cardSetupId } = first;
      const { clientSecret } = await act(() =>
        startAddingCard(user, { consentVersion, cardSetupId }),
      );
      const setupId = await confirmInBrowser(scene, clientSecret, 'pm_card_visa');
      await act(() => lookAtSetup(user, setupId));
    };
    return {
      go: () => fill(app),
      again: async () => {
        if (!(await last4sOf(user)).includes('4242')) await fill((act) => act());
      },
      end: async () => expect(await last4sOf(user)).toEqual(['4242']),
    };
  },
  'a fourth form, for which the first one is given up': async (scene) => {
    for (let others = 0; others < LIVE_AT_MOST; others++) {
      await startAddingCard(scene.user, { consentVersion });
    }
    return add('pm_card_visa', '4242')(scene);
  },
  'a card is removed, and detached when nobody can undo it': async (scene) => {
    const { user, app, control } = scene;
    const card = await scene.card('pm_card_visa');
    return {
      go: async () => {
        await app(() => removeCard(user, { cardId: card.id }));
        await passTime(control, UNDO_WITHIN_MS);
        await app(sendDueCalls);
      },
      again: async () => {},
      end: async () => {
        expect(await last4sOf(user)).toEqual([]);
        expect(await scene.stripe.card(card.stripePaymentMethodId)).toMatchObject({
          customer: null,
        });
      },
    };
  },
  'a kept card is offered at checkout': async (scene) => {
    const { user, app, stripe } = scene;
    const card = await scene.card('pm_card_visa');
    await stripe.post(`payment_methods/${card.stripePaymentMethodId}`, {
      allow_redisplay: 'limited',
    });
    await syncCard(card.stripePaymentMethodId);
    return {
      go: async () => {
        const wording = offeringWording.version;
        await app(() => offerAtCheckout(user, { cardId: card.id, consentVersion: wording }));
        await app(sendDueCalls);
      },
      again: async () => {},
      end: async () => {
        expect(await stripe.card(card.stripePaymentMethodId)).toMatchObject({
          allow_redisplay: 'always',
        });
      },
    };
  },
  'the same card is added a second time': async (scene) => {
    const { user, app } = scene;
    await scene.card('pm_card_visa');
    const fill = async (act: Scene['app']) => {
      const { clientSecret } = await act(() => startAddingCard(user, { consentVersion }));
      const setupId = await confirmInBrowser(scene, clientSecret, 'pm_card_visa');
      await act(() => lookAtSetup(user, setupId));
      await act(sendDueCalls);
    };
    return {
      go: () => fill(app),
      again: () => fill((act) => act()),
      end: async () => expect(await last4sOf(user)).toEqual(['4242']),
    };
  },
});
