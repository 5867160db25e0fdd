import type { Attempt } from '@/db/queries/attempts';
import type { Transaction } from '@/db/database';
import type { Decline } from '../../domain/attempt';
import { afterDecline, type AfterDecline } from '../../domain/retry-after-decline';
import { askBuyer } from '../../notify/ask-buyer';
import { tell } from '../../notify/timeline';
import type { Heard } from './heard';

const declineOf = ({ failureCode, declineCode, adviceCode }: Attempt): Decline => ({
  code: failureCode ?? 'card_declined',
  declineCode,
  adviceCode,
});

/** The off-session declines of a card for an order, as the rules want to know them, the oldest first. */
export const declinesOf = (attempts: readonly Attempt[], cardId: string | null): Decline[] =>
  attempts
    .filter((each) => each.isOffSession && each.cardId === cardId && each.outcome === 'declined')
    .map(declineOf);

export type OffSessionDecline = { attempt: Attempt; after: AfterDecline };

/** What follows where an off-session charge turns out to be declined; null where none does. */
export function offSessionDecline({
  order,
  allAttempts,
  outcome,
  at,
}: Heard): OffSessionDecline | null {
  const now = outcome.attempt;
  const attempt = allAttempts.find(({ id }) => id === now?.id);
  if (!attempt?.isOffSession || now?.outcome !== 'declined' || !now.failure) return null;
  const declines = [...declinesOf(allAttempts, attempt.cardId), now.failure];
  return { attempt, after: afterDecline(declines, { at, until: order.shipBy ?? at }) };
}

export async function tellOffSessionDecline(
  tx: Transaction,
  { order, at }: Heard,
  { attempt, after }: OffSessionDecline,
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
