import { listOtherLiveIntents } from '@/db/queries/intents';
import { writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';

/**
 * Has every other intent of a paid order canceled. One whose making was never answered may have
 * been given up, replaced, and charged all the same: its replacement could charge a second time.
 */
export async function cancelOtherIntents(
  tx: Transaction,
  orderId: string,
  paidIntentId: string,
  at: number,
): Promise<void> {
  for (const { stripeIntentId } of await listOtherLiveIntents(tx, orderId, paidIntentId)) {
    await writeCall(
      tx,
      { operation: 'cancel_intent', target: stripeIntentId, parameters: {}, dueAt: at },
      at,
    );
  }
}
