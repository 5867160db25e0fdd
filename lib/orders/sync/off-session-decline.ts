import type { Attempt } from '@/db/queries/attempts';
import type { Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import { afterDecline, type AfterDecline } from '../../domain/retry-after-decline';
import type { Decline } from '../../domain/attempt';
import type { Settlement } from '../../domain/outcome';
import { askBuyer } from '../../notify/ask-buyer';
import { tell } from '../../notify/timeline';

/** How an attempt in the buyer's absence was declined, as the rules want to know it. */
export const declineOf = ({ failureCode, declineCode, adviceCode }: Attempt): Decline => ({
  code: failureCode ?? 'card_declined',
  declineCode,
  adviceCode,
});

/** The declines of a card for an order in its owner's absence, the oldest first. */
export const declinesOf = (attempts: readonly Attempt[], cardId: string | null): Decline[] =>
  attempts
    .filter((each) => each.isOffSession && each.cardId === cardId && each.outcome === 'declined')
    .map(declineOf);

export type Declined = { attempt: Attempt; after: AfterDecline };

/** What follows where this settlement declines a charge in the buyer's absence; null where it does not. */
export function declinedAway(
  { shipBy }: Order,
  attempts: readonly Attempt[],
  { attempt: settled }: Settlement,
  at: number,
): Declined | null {
  const attempt = attempts.find(({ id }) => id === settled?.id);
  if (!attempt?.isOffSession || settled?.outcome !== 'declined' || !settled.failure) return null;
  const declines = [...declinesOf(attempts, attempt.cardId), settled.failure];
  return { attempt, after: afterDecline(declines, { at, until: shipBy ?? at }) };
}

export async function tellDeclinedAway(
  tx: Transaction,
  order: Order,
  { attempt, after }: Declined,
  at: number,
): Promise<void> {
  if (after.next === 'later') {
    return tell(tx, order.id, 'charge_put_off', { until: after.at }, at);
  }
  const { cardBrand: brand, cardLast4: last4 } = attempt;
  await askBuyer(
    tx,
    order,
    {
      needs: after.next === 'confirm' ? 'authentication' : 'another_card',
      card: brand && last4 ? { brand, last4 } : null,
      because: attempt.id,
    },
    at,
  );
}
