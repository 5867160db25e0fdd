import { database } from '../../database';
import { findCardAtStripe, offersCardOnly } from '../../stripe/cards';
import { whyNoNews } from '../../wallet/card-news';
import { applyCard } from '../../wallet/sync-card';
import type { Handler, NoNews } from '../handler';

/** payment_method.attached: happens once to a card, before we know it. */
export const cardTellsNothing: NoNews = async (db, { type, payload, object }) => {
  if (type === 'payment_method.attached') {
    return 'the setup or payment that it was agreed to in tells of it';
  }
  return whyNoNews(db, object.id, type === 'payment_method.updated' && offersCardOnly(payload));
};

/**
 * payment_method.updated, .automatically_updated, .detached: the tile shows what Stripe says of the
 * card now, or goes. A card that we don't know stays unknown: being attached is nobody's agreement, and
 * the setup or payment that it was agreed to in tells of it by an event of its own.
 */
export const onPaymentMethod: Handler = async (event) => {
  // Looked at again beside the mark: the card may have come to be known since.
  if (await cardTellsNothing(database().read, event)) return (tx) => cardTellsNothing(tx, event);
  const { id } = event.object;
  const details = await findCardAtStripe(id);
  return (tx) => applyCard(tx, id, details, Date.now());
};
