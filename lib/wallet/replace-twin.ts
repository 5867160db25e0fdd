import { findOpenAttemptWithCard } from '@/db/queries/attempts';
import { moveCard, type Card } from '@/db/queries/cards';
import { listOrdersNeeding, moveOrdersToCard } from '@/db/queries/preorders';
import { writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';
import { setUpAtLeastAsStrongly, type SetupUsage } from '../domain/card';

/** The same card under an older id leaves the wallet: before the newer one enters it. */
export const hideTwin = (tx: Transaction, twin: Card, at: number): Promise<boolean> =>
  moveCard(tx, twin.id, 'active', 'replaced', at);

/**
 * The newer card takes over what the older one was for: orders that are charged later are charged
 * to it. The older one leaves Stripe too, unless a payment is using it or it was set up for more
 * than the newer one: then it stays there, hidden, and its orders stay with it.
 */
export async function replaceTwin(
  tx: Transaction,
  twin: Card,
  newer: { id: string; setupUsage: SetupUsage },
  at: number,
): Promise<void> {
  if (!setUpAtLeastAsStrongly(newer.setupUsage, twin.setupUsage)) return;
  await moveOrdersToCard(tx, twin.id, newer.id);
  if (await isNeeded(tx, twin)) return;
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

const isNeeded = async (tx: Transaction, { id }: Card): Promise<boolean> =>
  (await findOpenAttemptWithCard(tx, id)) !== null || (await listOrdersNeeding(tx, id)).length > 0;
