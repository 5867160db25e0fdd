import { findCard, findTwin, listActiveCards, moveCard, setDefaultCard } from '@/db/queries/cards';
import { findOpenAttemptWithCard } from '@/db/queries/attempts';
import { listOrdersNeeding } from '@/db/queries/preorders';
import { takeBackCall, writeCall } from '@/db/queries/stripe-calls';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { successorOf, UNDO_WITHIN_MS } from '../domain/card';
import { Failure } from '../domain/failure';

/**
 * Takes a card out of the wallet. It is hidden at once and never charged again; Stripe detaches
 * it, which cannot be undone, when the time for undoing is over. Returns whether it was the
 * default, so that an undo can put it back. Throws Failure `not_found`, `payment_in_progress`, and
 * `card_needed` with the order that is charged to it later.
 */
export async function removeCard(
  user: User,
  { cardId }: { cardId: string },
): Promise<{ wasDefault: boolean }> {
  return database().transaction(async (tx) => {
    const at = Date.now();
    const card = await findCard(tx, user.id, cardId);
    if (card?.state !== 'active') throw new Failure('not_found');
    if (await findOpenAttemptWithCard(tx, cardId)) throw new Failure('payment_in_progress');
    const [order] = await listOrdersNeeding(tx, cardId);
    if (order) {
      const { id, reference } = order;
      throw new Failure('card_needed', { order: { id, reference } });
    }
    await moveCard(tx, cardId, 'active', 'removing', at);
    if (card.isDefault) {
      const heir = successorOf(await listActiveCards(tx, user.id), cardId, at);
      await setDefaultCard(tx, user.id, heir?.id ?? null, at);
    }
    await writeCall(
      tx,
      {
        operation: 'detach_card',
        target: card.stripePaymentMethodId,
        parameters: {},
        dueAt: at + UNDO_WITHIN_MS,
      },
      at,
    );
    return { wasDefault: card.isDefault };
  });
}

/** Brings a removed card back. Throws Failure `not_found`, and `too_late` where Stripe may have been told. */
export async function undoRemoval(
  user: User,
  { cardId, asDefault }: { cardId: string; asDefault: boolean },
): Promise<void> {
  await database().transaction(async (tx) => {
    const at = Date.now();
    const card = await findCard(tx, user.id, cardId);
    if (!card) throw new Failure('not_found');
    // The same card may have been added again meanwhile: two tiles of one card are never shown.
    const isThereAgain = (await findTwin(tx, card.customerId, card)) !== null;
    if (isThereAgain) throw new Failure('too_late');
    const isInTime = await takeBackCall(tx, 'detach_card', card.stripePaymentMethodId);
    if (!isInTime || !(await moveCard(tx, cardId, 'removing', 'active', at))) {
      throw new Failure('too_late');
    }
    const others = await listActiveCards(tx, user.id);
    if (asDefault || !others.some((other) => other.isDefault)) {
      await setDefaultCard(tx, user.id, cardId, at);
    }
  });
}
