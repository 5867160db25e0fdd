import { findEvent } from '@/db/queries/webhook-events';
import { database } from '../../database';
import { findCardAtStripe, offersCardOnly } from '../../stripe/cards';
import { whyNoNews } from '../../wallet/card-news';
import { applyCard } from '../../wallet/sync-card';
import type { Handler } from '../handler';

/**
 * payment_method.updated, .automatically_updated, .detached: the tile shows what Stripe says of the
 * card now, or goes. A card that we don't know stays unknown: being attached is nobody's agreement, and
 * the setup or payment that it was agreed to in tells of it by an event of its own.
 * payment_method.attached: happens once to a card, before we know it.
 */
export const onPaymentMethod: Handler = async ({ stripeEventId, type, object }) => {
  if (type === 'payment_method.attached') {
    return () => Promise.resolve('the setup or payment that it was agreed to in tells of it');
  }
  const { read } = database();
  const event = type === 'payment_method.updated' ? await findEvent(read, stripeEventId) : null;
  const offersOnly = event !== null && offersCardOnly(event.payload);
  // Looked at again beside the mark: the card may have come to be known since.
  if (await whyNoNews(read, object.id, offersOnly)) {
    return (tx) => whyNoNews(tx, object.id, offersOnly);
  }
  const details = await findCardAtStripe(object.id);
  return (tx) => applyCard(tx, object.id, details, Date.now());
};
