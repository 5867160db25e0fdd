import { findOpenAttempt, moveAttempt } from '@/db/queries/attempts';
import { findCard } from '@/db/queries/cards';
import { findLiveIntent, setSavesCard } from '@/db/queries/intents';
import { writeCall } from '@/db/queries/stripe-calls';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { PaymentsError } from '../payments/errors';
import { swapCardParameters } from '../payments/intent-parameters';
import { updateIntent } from '../payments/intents';
import { releaseIntent } from './release-intent';

/**
 * Makes way for another saved card while an intent waits for the first one's bank: the open
 * attempt is superseded and the intent takes the new card, which ends the challenge. Where Stripe
 * refuses that, the intent is canceled, and the next attempt makes another.
 * Throws Failure and PaymentsError.
 */
export async function swapCard(user: User, orderId: string, cardId: string): Promise<void> {
  const written = await database().transaction(async (tx) => {
    const at = Date.now();
    const card = await findCard(tx, user.id, cardId);
    if (card?.state !== 'active') throw new Failure('not_found');
    const intent = await findLiveIntent(tx, orderId);
    if (!intent?.stripeIntentId) return null;
    const open = await findOpenAttempt(tx, orderId);
    if (open && open.outcome !== 'authenticating') throw new Failure('payment_in_progress');
    if (open) await moveAttempt(tx, open.id, 'superseded', null, at);
    const parameters = swapCardParameters(card.stripePaymentMethodId);
    const call = { operation: 'update_intent', target: intent.stripeIntentId } as const;
    const { key } = await writeCall(tx, { ...call, parameters, dueAt: null }, at);
    return { key, parameters, intentId: intent.id, stripeIntentId: intent.stripeIntentId };
  });
  if (!written) return;
  try {
    await updateIntent(written.key, written.stripeIntentId, written.parameters);
    await database().transaction((tx) => setSavesCard(tx, written.intentId, false));
  } catch (error) {
    const isRefused =
      error instanceof PaymentsError && ['refused', 'unexpected_state'].includes(error.fault);
    if (!isRefused) throw error;
    await releaseIntent(orderId);
  }
}
