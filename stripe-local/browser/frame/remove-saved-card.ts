import { apiPost } from '../core/api';
import type { FrameOptions, SavedCard } from '../core/protocol';
import type { Channel } from './channel';

/** A saved card as the page's events tell of it. */
export const toldOf = ({ id, billingDetails }: SavedCard): Readonly<Record<string, unknown>> => ({
  id,
  type: 'card',
  billing_details: billingDetails,
});

/** Takes the card out of the customer's wallet and tells the page; resolves with the reason if it stays. */
export const removeSavedCard = async (
  card: SavedCard,
  options: FrameOptions | null,
  channel: Channel,
): Promise<string | null> => {
  const path = `/v1/elements/payment_methods/${card.id}/detach`;
  const answer = await apiPost(location.origin, path, {
    key: options?.publishableKey,
    client_secret: options?.removal?.sessionSecret,
  });
  const reason = answer.ok ? null : (answer.error.message ?? answer.error.type);
  channel.emit('savedpaymentmethodremove', {
    success: answer.ok,
    payment_method: toldOf(card),
    ...(reason === null ? {} : { error: reason }),
  });
  return reason;
};
