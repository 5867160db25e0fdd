import {
  findCardByStripeId,
  findTwin,
  listActiveCards,
  moveCard,
  refreshCard,
  setDefaultCard,
  setNickname,
} from '@/db/queries/cards';
import { isErased } from '@/db/queries/users';
import type { Transaction } from '@/db/database';
import { database } from '../database';
import { successorOf, type CardDetails } from '../domain/card';
import { loseCard } from '../notify/card-gone';
import { findCardAtStripe } from '../stripe/cards';
import { hideTwin, replaceTwin } from './replace-twin';

/** Asks Stripe about a card of ours and takes over what it says. Throws PaymentsError. */
export async function syncCard(stripePaymentMethodId: string): Promise<string> {
  const details = await findCardAtStripe(stripePaymentMethodId);
  return database().transaction((tx) => applyCard(tx, stripePaymentMethodId, details, Date.now()));
}

/**
 * Writes down what Stripe says of a card: new digits and expiry from its issuer, or that it is
 * gone, in which case the default moves on in the same transaction. Returns a sentence for the log.
 */
export async function applyCard(
  tx: Transaction,
  stripePaymentMethodId: string,
  details: CardDetails | null,
  at: number,
): Promise<string> {
  const card = await findCardByStripeId(tx, stripePaymentMethodId);
  if (!card) return 'the card is not one of ours';
  if (details?.stripeCustomerId) {
    // It is about to be detached: what was taken from the row does not come back with a late event.
    if (await isErased(tx, card.userId)) return `card ${card.id} is of somebody who was erased`;
    // What its owner agreed to stays agreed: Stripe may not have been told yet.
    const redisplay = card.redisplay === 'always' ? 'always' : details.redisplay;
    // An issuer's new card may be one that its owner has added by hand already.
    const twin = card.state === 'active' ? await findTwin(tx, card.customerId, details) : null;
    if (twin) await hideTwin(tx, twin, at);
    await refreshCard(tx, card.id, { ...details, redisplay }, at);
    if (twin?.nickname && !card.nickname) await setNickname(tx, card.id, twin.nickname, at);
    if (twin?.isDefault) await setDefaultCard(tx, card.userId, card.id, at);
    if (twin) await replaceTwin(tx, twin, card, at);
    return `card ${card.id} is up to date`;
  }
  if (card.state === 'detached') return `card ${card.id} was gone already`;
  await moveCard(tx, card.id, card.state, 'detached', at);
  if (card.isDefault) {
    const heir = successorOf(await listActiveCards(tx, card.userId), card.id, at);
    await setDefaultCard(tx, card.userId, heir?.id ?? null, at);
  }
  await loseCard(tx, card, at);
  return `card ${card.id} is gone`;
}
