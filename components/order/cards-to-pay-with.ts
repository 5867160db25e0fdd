import type { CardView } from '@/lib/domain/card';
import type { OrderView } from '@/lib/domain/order-view';
import { declinedLast } from './declined-last';

/**
 * The cards to pay an order with, the likeliest first. Where a bank only wants its customer to
 * confirm, that is the card that a pre-order was agreed to be charged to, offered at checkout or
 * not: it is confirmed, not chosen anew.
 */
export function cardsToPayWith(
  offered: readonly CardView[],
  { declined, preorder }: Pick<OrderView, 'declined' | 'preorder'>,
): CardView[] {
  const agreed = preorder?.card;
  if (!agreed?.canBeCharged || declined?.reason !== 'authentication_required') {
    return declinedLast(offered, declined);
  }
  return [agreed, ...offered.filter(({ id }) => id !== agreed.id)];
}
