import type { CardView } from '@/lib/domain/card';
import type { OrderView } from '@/lib/domain/order-view';

/** The cards to try next: the one that was just declined is the least likely to work. */
export function declinedLast(
  cards: readonly CardView[],
  declined: OrderView['declined'],
): CardView[] {
  const isDeclined = ({ brand, last4 }: CardView) =>
    brand === declined?.card?.brand && last4 === declined.card.last4;
  return [...cards].sort((a, b) => Number(isDeclined(a)) - Number(isDeclined(b)));
}
