import { findOpenAttempt, moveAttempt } from '@/db/queries/attempts';
import { findLiveIntent, setIntentCanceled } from '@/db/queries/intents';
import { changeOrder, findOrderById } from '@/db/queries/orders';
import { isCallWaiting, writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';
import { database } from '../../database';
import { nextPaymentState } from '../../domain/order';
import { PaymentsError } from '../../stripe/errors';
import { cancelIntent } from '../../stripe/intents';
import { stripeBinding } from '../../stripe-binding';
import { syncOrder } from '../sync/sync-order';
import { giveDeclinedCopyBack } from '../sync/copy';

/**
 * Cancels the live intent of an order, so that it can have another one or none. Returns false
 * where Stripe refuses because it was paid meanwhile: the order says so then. `first` is written in
 * the transaction that writes the call's key, before anything is sent, where there is no intent, too.
 * Throws PaymentsError, and what `first` throws.
 */
export async function cancelLiveIntent(
  orderId: string,
  first?: (tx: Transaction, at: number) => Promise<void>,
): Promise<boolean> {
  await stripeBinding();
  const written = await database().transaction(async (tx) => {
    const at = Date.now();
    await first?.(tx, at);
    const intent = await findLiveIntent(tx, orderId);
    if (!intent?.stripeIntentId) return null;
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
    await setIntentCanceled(tx, written.intentId, at);
    await endChallenge(tx, orderId, at);
    await giveDeclinedCopyBack(tx, orderId, at);
  });
  return true;
}

/**
 * Cancels the live intent of an order at once where it has failed too often, and a call is waiting
 * to cancel it: another attempt would confirm it in vain, and the order can have another intent
 * only then. Throws PaymentsError.
 */
export async function cancelIfFailedTooOften(orderId: string): Promise<void> {
  const { read } = database();
  const intent = await findLiveIntent(read, orderId);
  if (!intent?.stripeIntentId || (await findOpenAttempt(read, orderId))) return;
  if (await isCallWaiting(read, 'cancel_intent', intent.stripeIntentId))
    await cancelLiveIntent(orderId);
}

/** The challenge is gone: the order would wait for a bank that asks nothing any more. */
export async function endChallenge(tx: Transaction, orderId: string, at: number): Promise<void> {
  const order = await findOrderById(tx, orderId);
  if (order?.paymentState !== 'authenticating') return;
  const paymentState = nextPaymentState(order.paymentState, 'payment_not_sent');
  await changeOrder(tx, order, { paymentState }, at);
}
