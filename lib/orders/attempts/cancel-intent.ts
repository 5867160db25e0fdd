import { findOpenAttempt, moveAttempt } from '@/db/queries/attempts';
import { endIntent, findLiveIntent } from '@/db/queries/intents';
import { writeCall } from '@/db/queries/stripe-calls';
import { database } from '../../database';
import { PaymentsError } from '../../stripe/errors';
import { cancelIntent } from '../../stripe/intents';
import { stripeBinding } from '../../stripe-binding';
import { endChallenge } from './end-challenge';
import { syncOrder } from '../sync/sync-order';

/**
 * Cancels the live intent of an order, so that it can have another one or none. Returns false
 * where Stripe refuses because it was paid meanwhile: the order says so then. Throws PaymentsError.
 */
export async function releaseIntent(orderId: string): Promise<boolean> {
  await stripeBinding();
  const written = await database().transaction(async (tx) => {
    const intent = await findLiveIntent(tx, orderId);
    if (!intent?.stripeIntentId) return null;
    const at = Date.now();
    const call = { operation: 'cancel_intent', target: intent.stripeIntentId } as const;
    const { key } = await writeCall(tx, { ...call, parameters: {}, dueAt: null }, at);
    return { key, intentId: intent.id, stripeIntentId: intent.stripeIntentId };
  });
  if (!written) return true;
  try {
    await cancelIntent(written.key, written.stripeIntentId);
  } catch (error) {
    if (!(error instanceof PaymentsError) || error.fault !== 'unexpected_state') throw error;
    const now = await syncOrder(orderId);
    return now?.report.status === 'canceled';
  }
  await database().transaction(async (tx) => {
    const at = Date.now();
    const open = await findOpenAttempt(tx, orderId);
    if (open) await moveAttempt(tx, open.id, 'superseded', null, at);
    await endIntent(tx, written.intentId, at);
    await endChallenge(tx, orderId, at);
  });
  return true;
}
