import { findLiveIntent, setSavesCard } from '@/db/queries/intents';
import { findOrderById } from '@/db/queries/orders';
import { writeCall } from '@/db/queries/stripe-calls';
import { database } from '../../database';
import { Failure } from '../../domain/failure';
import type { Json } from '../../domain/json';
import { isPayable } from '../../domain/order';
import { PaymentsError } from '../../stripe/errors';
import { stopSavingParameters } from '../../stripe/intent-parameters';
import { updateIntent, type IntentAnswer } from '../../stripe/intents';
import { syncOrder } from '../sync/sync-order';

/**
 * Changes the live intent of an order, by a call that is written down first. An intent that was paid
 * or canceled since it was read takes no change: the order is looked at, and says so.
 * Throws Failure `order_closed`, `too_late`, and PaymentsError.
 */
export async function updateLiveIntent(
  orderId: string,
  stripeIntentId: string,
  parameters: Json,
): Promise<IntentAnswer> {
  const call = { operation: 'update_intent', target: stripeIntentId } as const;
  const { key } = await database().transaction((tx) =>
    writeCall(tx, { ...call, parameters, dueAt: null }, Date.now()),
  );
  const answer = await updateIntent(key, stripeIntentId, parameters).catch(nothingIfOver);
  // Stripe takes some changes of an intent that is paid; a browser cannot confirm it all the same.
  if (answer && answer.report.status !== 'succeeded') return answer;
  await syncOrder(orderId);
  const now = await findOrderById(database().read, orderId);
  throw new Failure(now && isPayable(now.paymentState) ? 'too_late' : 'order_closed');
}

function nothingIfOver(error: unknown): null {
  if (error instanceof PaymentsError && error.fault === 'unexpected_state') return null;
  throw error;
}

/**
 * Takes back that an order's intent saves the card which pays it: a saved card is about to pay, and
 * its bank would be asked for more than it needs. Throws Failure and PaymentsError.
 */
export async function stopSaving(orderId: string): Promise<void> {
  const intent = await findLiveIntent(database().read, orderId);
  if (!intent?.stripeIntentId || !intent.savesCard) return;
  const { id, stripeIntentId } = intent;
  await updateLiveIntent(orderId, stripeIntentId, stopSavingParameters());
  await database().transaction((tx) => setSavesCard(tx, id, false));
}
