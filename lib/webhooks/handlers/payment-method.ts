import { findCardAtStripe } from '../../payments/cards';
import { applyCard } from '../../wallet/heal-card';
import type { Handler } from '../handler';

/**
 * payment_method.updated, .automatically_updated, .detached: the tile shows what Stripe says of the
 * card now, or goes.
 */
export const onPaymentMethod: Handler = async ({ object }) => {
  const details = await findCardAtStripe(object.id);
  return (tx) => applyCard(tx, object.id, details, Date.now());
};
