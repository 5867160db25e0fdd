import { findOpenAttemptWithCard } from '@/db/queries/attempts';
import { moveCard, type Card } from '@/db/queries/cards';
import { writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';
import { setUpAtLeastAsStrongly, type SetupUsage } from '../domain/card';

/**
 * The same card under an older id leaves the wallet. It leaves Stripe too, unless a payment is
 * using it or it was set up for more than the newer one: then it stays there, hidden.
 */
export async function replaceTwin(
  tx: Transaction,
  twin: Card,
  newer: SetupUsage,
  at: number,
): Promise<void> {
  await moveCard(tx, twin.id, 'active', 'replaced', at);
  const isNeeded = (await findOpenAttemptWithCard(tx, twin.id)) !== null;
  if (isNeeded || !setUpAtLeastAsStrongly(newer, twin.setupUsage)) return;
  await writeCall(
    tx,
    {
      operation: 'detach_card',
      target: twin.stripePaymentMethodId,
      parameters: {},
      dueAt: at,
    },
    at,
  );
}
