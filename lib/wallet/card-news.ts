import { findCardByStripeId } from '@/db/queries/cards';
import type { Reader } from '@/db/database';

/**
 * Why an event about a card can say nothing that our rows do not, as a sentence for the inbox; null where
 * it may. `offersOnly` is whether all that changed is that checkout may offer the card: mostly it is the
 * echo of our own call.
 */
export async function whyNoNews(
  db: Reader,
  stripePaymentMethodId: string,
  offersOnly: boolean,
): Promise<string | null> {
  const card = await findCardByStripeId(db, stripePaymentMethodId);
  // The set-up or payment that it was agreed to in tells of it.
  if (!card) return 'the card is not one of ours';
  // Stripe attaches no card again that was taken off.
  if (card.state === 'detached') return `card ${card.id} was gone already`;
  // No later word of Stripe's takes back what its owner agreed to, nor does an earlier one that comes late.
  return offersOnly && card.redisplay === 'always' ? `card ${card.id} is offered already` : null;
}
