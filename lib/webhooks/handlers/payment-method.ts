import { findCardAtStripe } from '../../stripe/cards';
import { applyCard } from '../../wallet/sync-card';
import type { Handler } from '../handler';

/**
 * payment_method.attached, .updated, .automatically_updated, .detached: the tile shows what Stripe
 * says of the card now, or goes. A card that we don't know stays unknown: being attached is nobody's
 * agreement, and the setup or payment that it was agreed to in tells of it by an event of its own.
 */
export const onPaymentMethod: Handler = async ({ object }) => {
  const details = await findCardAtStripe(object.id);
  return (tx) => applyCard(tx, object.id, details, Date.now());
};
