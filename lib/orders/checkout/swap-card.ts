import { findOpenAttempt, moveAttempt } from '@/db/queries/attempts';
import { findLiveIntent, setSavesCard } from '@/db/queries/intents';
import type { Order } from '@/db/queries/orders';
import { writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { Failure } from '../../domain/failure';
import { PaymentsError } from '../../stripe/errors';
import { swapCardParameters } from '../../stripe/intent-parameters';
import { updateIntent } from '../../stripe/intents';
import { cancelLiveIntent, endChallenge } from '../attempts/cancel-intent';
import { getUsableCard } from '../attempts/usable-card';

/**
 * Makes way for another saved card while an intent waits for the first one's bank: the open
 * attempt is superseded and the intent takes the new card, which ends the challenge. Where Stripe
 * refuses that, the intent is canceled, and the next attempt makes another.
 * Throws Failure and PaymentsError.
 */
export async function swapCard(user: User, order: Order, cardId: string): Promise<void> {
  const { id: orderId } = order;
  const written = await database().transaction(async (tx) => {
    const at = Date.now();
    // Found out later, it would have ended the first card's challenge for nothing.
    const card = await getUsableCard(tx, user.id, cardId, order, at);
    const intent = await findLiveIntent(tx, orderId);
    if (!intent?.stripeIntentId) return null;
    const open = await findOpenAttempt(tx, orderId);
    if (open && open.outcome !== 'authenticating') throw new Failure('payment_in_progress');
    const parameters = swapCardParameters(card.stripePaymentMethodId);
    const call = { operation: 'update_intent', target: intent.stripeIntentId } as const;
    const { key } = await writeCall(tx, { ...call, parameters, dueAt: null }, at);
    const { id: intentId, stripeIntentId } = intent;
    return { key, parameters, intentId, stripeIntentId, attemptId: open?.id ?? null };
  });
  if (!written) return;
  try {
    await updateIntent(written.key, written.stripeIntentId, written.parameters);
    await database().transaction((tx) => supersede(tx, orderId, written));
  } catch (error) {
    const isRefused =
      error instanceof PaymentsError && ['refused', 'unexpected_state'].includes(error.fault);
    if (!isRefused) throw error;
    await cancelLiveIntent(orderId);
  }
}

// After Stripe has taken the new card, never before: a look at the intent in between would find the
// old challenge, and take it for an attempt that nobody had written down.
async function supersede(
  tx: Transaction,
  orderId: string,
  { intentId, attemptId }: { intentId: string; attemptId: string | null },
): Promise<void> {
  const at = Date.now();
  if (attemptId) await moveAttempt(tx, attemptId, 'superseded', null, at);
  await setSavesCard(tx, intentId, false);
  await endChallenge(tx, orderId, at);
}
