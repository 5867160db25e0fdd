import { z } from 'zod';
import { findCard, refreshCard, setDefaultCard } from '@/db/queries/cards';
import { giveCardConsent } from '@/db/queries/consents';
import { writeCall } from '@/db/queries/stripe-calls';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { checkWording, offeringWording } from '../domain/consent';
import { Failure } from '../domain/failure';

export const cardInput = z.object({ cardId: z.uuid() });

/** Throws Failure `not_found` for a card that is missing, removed or somebody else's. */
export async function makeDefault(user: User, { cardId }: { cardId: string }): Promise<void> {
  const isSet = await database().transaction(async (tx) => {
    const card = await findCard(tx, user.id, cardId);
    if (card?.state !== 'active') return false;
    return setDefaultCard(tx, user.id, cardId, Date.now());
  });
  if (!isSet) throw new Failure('not_found');
}

export const offerCardInput = cardInput.extend({
  /** The version of the words beside the button. */
  consentVersion: z.string().max(40),
});

/**
 * Lets checkout offer a card that so far was only kept: its owner asks for it, and that is written
 * down. Throws Failure `not_found` and `too_late`.
 */
export async function useAtCheckout(
  user: User,
  { cardId, consentVersion }: z.output<typeof offerCardInput>,
): Promise<void> {
  const wording = offeringWording;
  checkWording(consentVersion, wording);
  await database().transaction(async (tx) => {
    const card = await findCard(tx, user.id, cardId);
    if (card?.state !== 'active') throw new Failure('not_found');
    if (card.redisplay === 'always') return;
    const at = Date.now();
    await giveCardConsent(tx, user.id, cardId, wording, at);
    await refreshCard(tx, cardId, { ...card, stripeCustomerId: null, redisplay: 'always' }, at);
    await writeCall(
      tx,
      {
        operation: 'allow_redisplay',
        target: card.stripePaymentMethodId,
        parameters: { allow_redisplay: 'always' },
        dueAt: at,
      },
      at,
    );
  });
}
